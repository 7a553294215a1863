# SPDX-License-Identifier: BSL-1.0
"""Windows of three dimensions and backwards, resizing, recurrence, products by named axes."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils import parametrizations

from program import Program, Ternary, Unary, binary, layer, named, unary


class Unpooled(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        y, places = F.max_pool2d(x, 2, return_indices=True)
        return F.max_unpool2d(y * 2, places, 2, output_size=x.shape)


class LastState(nn.Module):
    """Reads a sequence with given states and gives the last ones."""

    def __init__(self, recurrent: nn.Module) -> None:
        super().__init__()
        self.recurrent = recurrent

    def forward(self, x: Tensor, *states: Tensor) -> Tensor | tuple[Tensor, ...]:
        h = states if len(states) > 1 else states[0]
        _, last = self.recurrent(x, h)
        return last


class Sum(nn.Module):
    """Keeps a fading sum over its calls."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("total", torch.tensor([1.0, -2.0, 0.5]))

    def forward(self, x: Tensor) -> Tensor:
        self.total.mul_(0.5).add_(x)
        return self.total * 2


class History(nn.Module):
    """Keeps the last samples of a stream: the buffer is assigned."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("history", torch.zeros(1, 3, 4))
        self.conv = nn.Conv1d(3, 2, 5)

    def forward(self, x: Tensor) -> Tensor:
        seen = torch.cat([self.history, x], 2)
        self.history = seen[:, :, -4:]
        return self.conv(seen)


class Denoiser(nn.Module):
    """One frame at a time: the state of a GRU stays, and a counter of calls."""

    def __init__(self) -> None:
        super().__init__()
        self.gru = nn.GRUCell(6, 4)
        self.gains = nn.Linear(4, 6)
        self.register_buffer("state", torch.zeros(1, 4))
        self.register_buffer("calls", torch.zeros((), dtype=torch.int64))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        self.state.copy_(self.gru(x, self.state))
        self.calls += 1
        return x * torch.sigmoid(self.gains(self.state)), self.calls * 1


CONVOLUTIONS = [
    layer("conv3d", lambda: nn.Conv3d(2, 3, (1, 3, 2), stride=(1, 2, 1), padding=(0, 1, 0)),
          (1, 2, 3, 5, 4)),
    layer("conv3d_groups_batch", lambda: nn.Conv3d(2, 4, 2, groups=2, dilation=(1, 1, 2)),
          (2, 2, 3, 3, 5)),
    layer("conv1d_weight_norm", lambda: parametrizations.weight_norm(nn.Conv1d(3, 4, 3)),
          (1, 3, 8)),
    *[layer(f"conv2d_padding_{mode}", lambda mode=mode: nn.Conv2d(2, 3, 3, padding=2,
                                                                  padding_mode=mode), (1, 2, 5, 6))
      for mode in ("reflect", "replicate", "circular")],
    layer("conv_transpose1d", lambda: nn.ConvTranspose1d(3, 2, 4, 2, 1), (2, 3, 5)),
    layer("conv_transpose2d",
          lambda: nn.ConvTranspose2d(4, 6, 3, stride=(2, 3), padding=1, output_padding=1, groups=2,
                                     dilation=2), (1, 4, 4, 3)),
    layer("conv_transpose2d_side_by_side", lambda: nn.ConvTranspose2d(3, 2, 2, stride=2),
          (1, 3, 4, 5)),
    layer("conv_transpose3d", lambda: nn.ConvTranspose3d(2, 3, 3, stride=2), (1, 2, 2, 3, 2)),
    binary("convolution_with_template", lambda x, z: F.conv2d(x.relu(), z.tanh()), (1, 3, 8, 8),
           (2, 3, 3, 3)),
    binary("convolution1d_unbatched_template", F.conv1d, (3, 8), (2, 3, 3)),
    Program("convolution_of_three_inputs",
            lambda: Ternary(lambda x, w, b: F.conv2d(x, w, b, (2, 1), (1, 2), (1, 2), groups=2)),
            [(2, 4, 7, 9), (6, 2, 3, 2), (6,)]),
]

POOLS = [
    layer("max_pool3d", lambda: nn.MaxPool3d(2, ceil_mode=True), (1, 2, 3, 5, 4)),
    layer("avg_pool3d", lambda: nn.AvgPool3d(3, 2, padding=1, count_include_pad=False),
          (1, 2, 4, 5, 4)),
    layer("adaptive_avg_pool3d", lambda: nn.AdaptiveAvgPool3d((1, 2, 3)), (1, 2, 3, 5, 4)),
    layer("adaptive_max_pool1d", lambda: nn.AdaptiveMaxPool1d(3), (1, 2, 7)),
    layer("adaptive_max_pool2d_places", lambda: nn.AdaptiveMaxPool2d((2, 3), return_indices=True),
          (1, 2, 5, 6)),
    layer("max_pool2d_places", lambda: nn.MaxPool2d(3, 2, 1, return_indices=True), (2, 2, 5, 6)),
    layer("max_unpool2d", Unpooled, (1, 2, 4, 6)),
    layer("lp_pool2d", lambda: nn.LPPool2d(2, 2), (1, 2, 4, 6)),
]

RESIZING = [
    *[unary(f"resize_{mode.replace('-', '_')}",
            lambda x, mode=mode: F.interpolate(x, size=(7, 5), mode=mode), (1, 2, 4, 6))
      for mode in ("nearest", "nearest-exact", "bilinear", "bicubic", "area")],
    unary("resize_linear_corners",
          lambda x: F.interpolate(x, scale_factor=1.7, mode="linear", align_corners=True),
          (1, 2, 5)),
    unary("resize_trilinear", lambda x: F.interpolate(x, scale_factor=2, mode="trilinear"),
          (1, 1, 2, 3, 2)),
    unary("resize_smooth",
          lambda x: F.interpolate(x, size=(3, 4), mode="bilinear", antialias=True), (1, 2, 8, 9)),
    layer("pixel_shuffle", lambda: nn.Sequential(nn.PixelShuffle(2), nn.PixelUnshuffle(3)),
          (1, 8, 3, 3)),
    layer("unfold", lambda: nn.Unfold((2, 3), padding=1, stride=2), (2, 3, 5, 6)),
    layer("fold", lambda: nn.Fold((5, 6), (2, 3), padding=1, stride=2), (1, 18, 9)),
    unary("roll_and_turn", lambda x: (x.roll((1, -2), (0, 1)), torch.rot90(x), x.roll(4)), (3, 5)),
    unary("triangles", lambda x: (x.tril(-1), x.triu(1), x.diagonal(1), torch.diag_embed(x)),
          (4, 4)),
    unary("windows_of_axis", lambda x: x.unfold(1, 3, 2), (2, 7)),
    unary("repeat_interleave", lambda x: (x.repeat_interleave(2, 1), x.repeat_interleave(3)),
          (3, 5)),
    unary("crop", lambda x: F.pad(x, (-1, 1, 2, -2)), (1, 2, 6, 5)),
]

RECURRENT = [
    *[layer(f"{kind.__name__.lower()}_stacked",
            lambda kind=kind: kind(4, 3, num_layers=2, bidirectional=True, batch_first=True),
            (2, 5, 4)) for kind in (nn.LSTM, nn.GRU, nn.RNN)],
    layer("lstm_projection", lambda: nn.LSTM(4, 5, proj_size=3), (5, 2, 4)),
    layer("rnn_relu", lambda: nn.RNN(4, 3, nonlinearity="relu", bias=False), (5, 4)),
    Program("lstm_states", lambda: LastState(nn.LSTM(4, 3)), [(5, 2, 4), (1, 2, 3), (1, 2, 3)]),
    Program("gru_states", lambda: LastState(nn.GRU(4, 3)), [(5, 2, 4), (1, 2, 3)]),
    layer("lstm_cell", lambda: nn.LSTMCell(4, 3), (2, 4)),
    Program("gru_cell", lambda: nn.GRUCell(4, 3), [(2, 4), (2, 3)]),
    layer("rnn_cell", lambda: nn.RNNCell(4, 3), (2, 4)),
]

PRODUCTS = [
    *[binary(f"einsum_{name}", lambda x, y, text=text: torch.einsum(text, x, y), a, b)
      for name, text, a, b in (("batch", "bhid,bhjd->bhij", (1, 2, 3, 4), (1, 2, 5, 4)),
                               ("outer", "i,j->ij", (3,), (4,)),
                               ("dots", "...ij,jk->...ik", (2, 3, 4), (4, 2)),
                               ("summed", "ijk,kl->il", (2, 3, 4), (4, 5)))],
    unary("einsum_diagonal", lambda x: torch.einsum("ii->i", x), (4, 4)),
    binary("outer", torch.outer, (3,), (4,)),
    binary("matmul_broadcast", torch.matmul, (2, 1, 3, 4), (3, 4, 5)),
    Program("bilinear", lambda: nn.Bilinear(3, 4, 5), [(2, 3), (2, 4)]),
    binary("linear_of_inputs", F.linear, (2, 4), (3, 4)),
    binary("cosine_similarity", F.cosine_similarity, (3, 5), (3, 5)),
    binary("pairwise_distance", F.pairwise_distance, (3, 5), (3, 5)),
    binary("cdist", torch.cdist, (3, 4), (2, 4)),
]

NORMS = [
    unary("linalg_norms", lambda x: (torch.linalg.norm(x), torch.linalg.norm(x, dim=-1),
                                     torch.linalg.norm(x, 1, dim=0, keepdim=True),
                                     torch.linalg.norm(x, "fro"), torch.linalg.matrix_norm(x)),
          (3, 4)),
    unary("vector_norms", lambda x: (x.norm(), x.norm(p=1, dim=1), x.norm(p=torch.inf, dim=0),
                                     F.normalize(x)), (3, 5)),
    unary("logsumexp", lambda x: x.logsumexp((0, 1)), (3, 5)),
    unary("var_mean", lambda x: (*torch.var_mean(x, 1), *torch.aminmax(x, dim=0)), (3, 5)),
    layer("batch_norm_of_batch", lambda: nn.BatchNorm1d(3, track_running_stats=False), (2, 3, 4)),
    layer("local_response_norm", lambda: nn.LocalResponseNorm(3), (1, 6, 4, 4)),
    layer("glu", nn.GLU, (2, 6)),
]

FUNCTIONS = [
    unary("angles", lambda x: (torch.tan(x / 4), torch.atan(x), torch.asin(torch.tanh(x)),
                               torch.acos(torch.tanh(x))), (2, 5)),
    unary("hyperbolic", lambda x: (torch.sinh(x), torch.cosh(x), torch.asinh(x),
                                   torch.acosh(x.abs() + 1), torch.atanh(torch.tanh(x / 2))),
          (2, 5)),
    unary("logarithms", lambda x: (torch.log2(x.abs() + 1), torch.log10(x.abs() + 1),
                                   torch.exp2(x), torch.erfc(x)), (2, 5)),
    unary("divisions", lambda x: (x % 0.75, x % -0.75, torch.fmod(x, 0.75), x // 0.75,
                                  torch.div(x, 0.75, rounding_mode="trunc")), (2, 5)),
    binary("two_numbers", lambda x, y: (torch.atan2(x, y), torch.hypot(x, y),
                                        torch.logaddexp(x, y), torch.lerp(x, y, 0.3)), (2, 5),
           (5,)),
    Program("keyword_inputs", lambda: Unary(lambda d: d["a"] - d["b"]["c"]), [(2, 3), (2, 3)],
            arrange=lambda t: (({"a": t[0], "b": {"c": t[1]}},), {})),
]

UNET = [
    layer("network_unet_2d", lambda: named(
        down=nn.Conv2d(1, 4, 3, padding=1), act=nn.ELU(), pool=nn.MaxPool2d(2),
        middle=nn.Conv2d(4, 6, 3, padding=1, padding_mode="reflect"),
        up=nn.ConvTranspose2d(6, 4, 2, stride=2), norm=nn.InstanceNorm2d(4),
        resize=nn.Upsample(scale_factor=2, mode="bilinear"), head=nn.Conv2d(4, 1, 1)),
          (1, 1, 8, 8)),
]

STATES = [
    Program("state_sum", Sum, [(3,)], keeps_state=True),
    Program("state_history", History, [(1, 3, 2)], keeps_state=True),
    Program("network_denoiser", Denoiser, [(1, 6)], keeps_state=True),
]

PROGRAMS = [*CONVOLUTIONS, *POOLS, *RESIZING, *RECURRENT, *PRODUCTS, *NORMS, *FUNCTIONS, *UNET,
            *STATES]
