"""What the face model is trained for: likeness of the reconstruction, a narrow latent, and passing the critic."""
import torch
from torch.nn import functional as F

KL_WEIGHT = 3e-5


def face_window(side):
    """[1, 1, side, side]: 1 within the face, 0.25 in the corners, which the crowd's own hair and background will cover."""
    y, x = torch.meshgrid(torch.linspace(-1, 1, side), torch.linspace(-1, 1, side), indexing='ij')
    radius = (x / 0.95) ** 2 + ((y - 0.05) / 1.1) ** 2
    return (0.25 + 0.75 * torch.sigmoid((1 - radius) * 8))[None, None]


def likeness(made, truth, window):
    """Mean absolute difference at three scales, weighted by the window: coarse tones and fine edges count alike."""
    total = 0
    for _ in range(3):
        total = total + (window * (made - truth).abs()).mean()
        made, truth, window = (F.avg_pool2d(x, 2) for x in (made, truth, window))
    return total


def divergence(mean, log_variance):
    """KL divergence of the latents' distributions from the standard normal, in nats per face."""
    return 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance).sum(1).mean()


def critic_loss(real_logits, made_logits):
    """Hinge loss of the critic."""
    return F.relu(1 - real_logits).mean() + F.relu(1 + made_logits).mean()
