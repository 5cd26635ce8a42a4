// Eight independent chains of multiply-adds in each of four lanes: nothing but arithmetic in registers.
@group(0) @binding(0) var<uniform> rounds: vec4u;
@group(0) @binding(1) var<storage, read_write> results: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  // Values stay near one. What a compiler cannot know keeps it from doing a round's work beforehand.
  let factor = vec4f(0.5 + f32(rounds.y));
  let summand = vec4f(0.5 + f32(rounds.z));
  var a = vec4f(f32(id.x));
  var b = a + 1;
  var c = a + 2;
  var d = a + 3;
  var e = a + 4;
  var f = a + 5;
  var g = a + 6;
  var h = a + 7;
  for (var round = 0u; round < rounds.x; round++) {
    a = fma(a, factor, summand);
    b = fma(b, factor, summand);
    c = fma(c, factor, summand);
    d = fma(d, factor, summand);
    e = fma(e, factor, summand);
    f = fma(f, factor, summand);
    g = fma(g, factor, summand);
    h = fma(h, factor, summand);
  }
  results[id.x] = a + b + c + d + e + f + g + h;
}
