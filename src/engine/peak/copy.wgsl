// Each invocation copies four times 16 bytes, a workgroup's width apart, so that neighbours read neighbours.
@group(0) @binding(0) var<storage, read_write> source: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> target_: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let first = group.x * 256 + local;
  for (var part = 0u; part < 256; part += 64) {
    target_[first + part] = source[first + part];
  }
}
