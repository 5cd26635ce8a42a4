"""Trains the face model on one processor core within a given number of minutes; goes on from its last checkpoint.

First the auto-encoder alone, then with the critic, whose features also measure the likeness. What is kept is an average of the
decoder over the steps (EMA): it is steadier than the last step's.
"""
import copy
import time
from pathlib import Path

import torch

from .losses import KL_WEIGHT, critic_loss, divergence, face_window, likeness
from .model import LATENT, SIDE, Critic, Decoder, Encoder, start_from_components
from .photographs import load_faces, shuffled_batches, to_unit

BATCH = 32
CRITIC_BATCH = 20
EMA = 0.995


class Training:
    """All that a checkpoint holds."""

    def __init__(self):
        self.encoder, self.decoder, self.critic = Encoder(), Decoder(), Critic()
        self.average = copy.deepcopy(self.decoder)
        both = [*self.encoder.parameters(), *self.decoder.parameters()]
        self.maker_optimiser = torch.optim.Adam(both, 2e-3, (0.5, 0.99))
        self.critic_optimiser = torch.optim.Adam(self.critic.parameters(), 1e-3, (0.5, 0.99))
        self.seconds = 0.0

    def parts(self):
        return {name: part for name, part in vars(self).items() if hasattr(part, 'state_dict')}

    def save(self, path):
        state = {name: part.state_dict() for name, part in self.parts().items()}
        torch.save({**state, 'seconds': self.seconds}, path)

    def load(self, path):
        state = torch.load(path, map_location='cpu')
        for name, part in self.parts().items():
            part.load_state_dict(state[name])
        self.seconds = state['seconds']

    def update_average(self):
        with torch.no_grad():
            for kept, now in zip(self.average.state_dict().values(), self.decoder.state_dict().values()):
                kept.lerp_(now, 1 - EMA) if kept.is_floating_point() else kept.copy_(now)


def encode(training, real):
    mean, log_variance = training.encoder(real)
    return mean + torch.randn_like(mean) * (0.5 * log_variance).exp(), divergence(mean, log_variance)


def step_alone(training, real, window):
    latent, nats = encode(training, real)
    error = likeness(training.decoder(latent), real, window)
    training.maker_optimiser.zero_grad(set_to_none=True)
    (error + KL_WEIGHT * nats).backward()
    training.maker_optimiser.step()
    return {'likeness': error.item(), 'nats': nats.item()}


def step_with_critic(training, real, window):
    latent, nats = encode(training, real)
    made = training.decoder(torch.cat([latent, torch.randn(len(real), LATENT)]))
    real_seen, made_seen = real * window, made * window

    real_logits, _ = training.critic(real_seen)
    made_logits, _ = training.critic(made_seen.detach())
    judged = critic_loss(real_logits, made_logits)
    training.critic_optimiser.zero_grad(set_to_none=True)
    judged.backward()
    training.critic_optimiser.step()

    training.critic.requires_grad_(False)
    logits, features = training.critic(made_seen)
    with torch.no_grad():
        _, wanted = training.critic(real_seen)
    alike = sum((ours[: len(real)] - theirs).abs().mean() for ours, theirs in zip(features, wanted))
    error = likeness(made[: len(real)], real, window)
    training.maker_optimiser.zero_grad(set_to_none=True)
    (error + 0.5 * alike - 0.05 * logits.mean() + KL_WEIGHT * nats).backward()
    training.maker_optimiser.step()
    training.critic.requires_grad_(True)
    return {'likeness': error.item(), 'features': alike.item(), 'critic': judged.item(), 'nats': nats.item()}


def train(faces_folder, work, minutes_alone, minutes_with_critic, seed=1, report_every=60):
    """Trains until the minutes are used up, counting those of earlier calls; checkpoints are in the folder `work`."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    work = Path(work)
    work.mkdir(parents=True, exist_ok=True)
    faces = load_faces(faces_folder, SIDE)
    training, window = Training(), face_window(SIDE)
    checkpoint = work / 'training.pt'
    if checkpoint.exists():
        training.load(checkpoint)
    else:
        start_from_components(training.encoder, training.decoder, to_unit(faces))
        training.average.load_state_dict(training.decoder.state_dict())

    alone, whole = minutes_alone * 60, (minutes_alone + minutes_with_critic) * 60
    generator = torch.Generator().manual_seed(seed + int(training.seconds))
    batches = {size: shuffled_batches(faces, size, generator) for size in (BATCH, CRITIC_BATCH)}
    began, steps, next_report = time.monotonic() - training.seconds, 0, training.seconds + report_every
    while training.seconds < whole:
        with_critic = training.seconds >= alone
        share_left = 1 - training.seconds / whole
        for group in training.maker_optimiser.param_groups:
            group['lr'] = (6e-4 if with_critic else 2e-3) * min(1, 0.05 + 3 * share_left)
        batch = next(batches[CRITIC_BATCH if with_critic else BATCH])
        figures = (step_with_critic if with_critic else step_alone)(training, batch, window)
        training.update_average()
        steps += 1
        training.seconds = time.monotonic() - began
        if training.seconds >= next_report or training.seconds >= whole:
            next_report = training.seconds + report_every
            training.save(checkpoint)
            print(f'{training.seconds:.0f} s, {steps} steps:', {name: round(value, 4) for name, value in figures.items()}, flush=True)
    return training
