"""The networks of the face model: encoder and critic are needed for training only, the decoder is what is kept.

Pictures are [B, 3, SIDE, SIDE], RGB in [-1, 1]; a latent is [B, LATENT]. It is a variational auto-encoder whose decoder is
sharpened by a critic (Larsen et al., "Autoencoding beyond pixels using a learned similarity metric", 2016). Encoder and decoder
each hold a linear path at half size that starts as a principal component analysis, so that the convolutions only have to learn
what is left over: with few pictures and no GPU this saves most of the training.
"""
import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import spectral_norm

SIDE = 64
HALF = SIDE // 2
LATENT = 96
_START = 96


class Encoder(nn.Module):
    """Picture -> mean and log variance of its latent."""

    def __init__(self):
        super().__init__()
        widths = (12, 32, 64, 96, 128)
        layers = []
        for before, after, stride in zip(widths, widths[1:], (1, 2, 2, 2)):
            layers += [nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.BatchNorm2d(after), nn.LeakyReLU(0.2, True)]
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(128 * 16, 2 * LATENT)
        self.linear = nn.Linear(3 * HALF * HALF, LATENT)

    def forward(self, picture):
        residual, log_variance = self.head(self.body(F.pixel_unshuffle(picture, 2)).flatten(1)).chunk(2, 1)
        mean = self.linear(F.avg_pool2d(picture, 2).flatten(1)) + residual
        return mean, log_variance.clamp(-8, 2)


class Stage(nn.Module):
    """Doubles the picture's sides (a convolution to four times the channels, then a pixel shuffle), then looks around."""

    def __init__(self, before, after):
        super().__init__()
        self.up = nn.Conv2d(before, 4 * after, 1, bias=False)
        self.up_norm = nn.BatchNorm2d(4 * after)
        self.conv = nn.Conv2d(after, after, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(after)

    def forward(self, x):
        x = F.pixel_shuffle(F.leaky_relu(self.up_norm(self.up(x)), 0.2), 2)
        return F.leaky_relu(self.norm(self.conv(x)), 0.2)


class Decoder(nn.Module):
    """Latent -> picture; not clamped."""

    def __init__(self):
        super().__init__()
        self.start = nn.Linear(LATENT, _START * 16)
        self.stages = nn.Sequential(Stage(_START, 96), Stage(96, 64), Stage(64, 40))
        self.last = nn.Conv2d(40, 4 * 12, 3, 1, 1)
        self.paint = nn.Conv2d(12, 3, 3, 1, 1)
        self.linear = nn.Linear(LATENT, 3 * HALF * HALF)

    def forward(self, latent):
        x = F.leaky_relu(self.start(latent), 0.2).view(-1, _START, 4, 4)
        x = self.stages(x.contiguous(memory_format=torch.channels_last))
        detail = self.paint(F.leaky_relu(F.pixel_shuffle(self.last(x), 2), 0.2))
        coarse = self.linear(latent).view(-1, 3, HALF, HALF)
        return F.interpolate(coarse, scale_factor=2, mode='bilinear', align_corners=False) + detail


class Critic(nn.Module):
    """Picture -> logits of being a photograph (of its patches, and of the whole), and the features that it judged by."""

    def __init__(self):
        super().__init__()
        widths = (12, 40, 64, 96, 128)
        self.convs = nn.ModuleList(
            spectral_norm(nn.Conv2d(before, after, 3, stride, 1))
            for before, after, stride in zip(widths, widths[1:], (1, 2, 2, 2))
        )
        self.patch = spectral_norm(nn.Conv2d(96, 1, 3, 1, 1))
        self.whole = spectral_norm(nn.Linear(128 * 16, 1))

    def forward(self, picture):
        x, features = F.pixel_unshuffle(picture, 2), []
        for conv in self.convs:
            x = F.leaky_relu(conv(x), 0.2)
            features.append(x)
        logits = torch.cat([self.patch(features[2]).flatten(1), self.whole(x.flatten(1))], 1)
        return logits, features


def start_from_components(encoder, decoder, pictures, rounds=4):
    """Sets both linear paths to the principal components of `pictures` [N, 3, SIDE, SIDE], scaled so that latents have variance 1; `rounds` of refinement."""
    flat = F.avg_pool2d(pictures, 2).flatten(1)
    mean = flat.mean(0)
    _, singular, vectors = torch.pca_lowrank(flat, q=LATENT + 32, niter=rounds)
    vectors = vectors[:, :LATENT]
    spread = singular[:LATENT] / len(flat) ** 0.5
    with torch.no_grad():
        encoder.linear.weight.copy_((vectors / spread).T)
        encoder.linear.bias.copy_(-(mean @ (vectors / spread)))
        decoder.linear.weight.copy_(vectors * spread)
        decoder.linear.bias.copy_(mean)
        for quiet in (encoder.head, decoder.paint):
            quiet.weight.mul_(0.1)
            quiet.bias.zero_()
        encoder.head.bias[LATENT:] = -2
