# SPDX-License-Identifier: BSL-1.0
"""Tables, points, graphs and fields: recommenders, PointNet, graph attention, SIREN, spikes."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from program import Program


class Dlrm(nn.Module):
    """Dense features and embeddings; the lower triangle of their dot products."""

    def __init__(self, dim: int = 8) -> None:
        super().__init__()
        self.bottom = nn.Sequential(nn.Linear(5, 12), nn.ReLU(), nn.Linear(12, dim), nn.ReLU())
        self.tables = nn.ModuleList(nn.Embedding(n, dim) for n in (10, 20, 15))
        self.top = nn.Sequential(nn.Linear(dim + 6, 12), nn.ReLU(), nn.Linear(12, 1), nn.Sigmoid())

    def forward(self, dense: Tensor, sparse: Tensor) -> Tensor:
        x = self.bottom(dense)
        each = [table(sparse[:, i]) for i, table in enumerate(self.tables)]
        t = torch.cat([x] + each, dim=1).view(x.size(0), -1, x.size(1))
        z = torch.bmm(t, t.transpose(1, 2))
        li = torch.tensor([i for i in range(4) for _ in range(i)])
        lj = torch.tensor([j for i in range(4) for j in range(i)])
        return self.top(torch.cat([x, z[:, li, lj]], dim=1)).squeeze(-1)


class NeuralCf(nn.Module):
    """Collaborative filtering: a product of embeddings beside a perceptron."""

    def __init__(self) -> None:
        super().__init__()
        self.user_gmf, self.item_gmf = nn.Embedding(20, 6), nn.Embedding(30, 6)
        self.user_mlp, self.item_mlp = nn.Embedding(20, 8), nn.Embedding(30, 8)
        self.mlp = nn.Sequential(nn.Linear(16, 12), nn.ReLU(), nn.Dropout(0.1), nn.Linear(12, 6),
                                 nn.ReLU())
        self.out = nn.Linear(12, 1)

    def forward(self, user: Tensor, items: Tensor) -> tuple[Tensor, Tensor]:
        user = user.expand_as(items)
        product = torch.mul(self.user_gmf(user), self.item_gmf(items))
        deep = self.mlp(torch.cat((self.user_mlp(user), self.item_mlp(items)), dim=-1))
        scores = torch.sigmoid(self.out(torch.cat((product, deep), dim=-1))).squeeze(-1)
        return scores, torch.topk(scores, 3).indices


class TabNet(nn.Module):
    """Two steps of feature choice by sparsemax (a sort and a running sum)."""

    def __init__(self, features: int = 8) -> None:
        super().__init__()
        self.bn = nn.BatchNorm1d(features)
        self.choose = nn.ModuleList(nn.Linear(8, features) for _ in range(2))
        self.transform = nn.ModuleList(nn.Linear(features, 16) for _ in range(3))
        self.out = nn.Linear(8, 3)

    @staticmethod
    def sparsemax(z: Tensor) -> Tensor:
        ordered, _ = torch.sort(z, descending=True, dim=-1)
        rank = torch.arange(1, z.size(-1) + 1, dtype=z.dtype)
        total = ordered.cumsum(-1)
        support = (1 + rank * ordered > total).sum(dim=-1, keepdim=True)
        tau = (total.gather(-1, support - 1) - 1) / support.to(z.dtype)
        return torch.clamp(z - tau, min=0)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        x = self.bn(x)
        prior, result = torch.ones_like(x), torch.zeros(x.size(0), 8)
        attend = F.glu(self.transform[0](x), dim=-1)
        masks = []
        for choose, transform in zip(self.choose, self.transform[1:]):
            mask = self.sparsemax(choose(attend) * prior)
            prior = prior * (1.3 - mask)
            attend = F.glu(transform(mask * x))
            result = result + F.relu(attend)
            masks.append(mask)
        return self.out(result), torch.stack(masks, 1)


class PointNet(nn.Module):
    """A learned 3x3 transform of all points, shared perceptrons, the maximum over points."""

    def __init__(self) -> None:
        super().__init__()
        self.conv0, self.fc0 = nn.Conv1d(3, 12, 1), nn.Linear(12, 9)
        self.conv1, self.bn1 = nn.Conv1d(3, 12, 1), nn.BatchNorm1d(12)
        self.conv2, self.bn2 = nn.Conv1d(12, 20, 1), nn.BatchNorm1d(20)
        self.segment = nn.Conv1d(32, 4, 1)
        self.classify = nn.Linear(20, 5)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        n = x.size(2)
        t = torch.max(F.relu(self.conv0(x)), 2, keepdim=True)[0].view(-1, 12)
        t = self.fc0(t).view(-1, 3, 3) + torch.eye(3)
        x = torch.bmm(x.transpose(2, 1), t).transpose(2, 1)
        local = F.relu(self.bn1(self.conv1(x)))
        whole = torch.amax(self.bn2(self.conv2(local)), 2, keepdim=True)
        each = torch.cat([whole.repeat(1, 1, n), local], 1)
        return self.classify(whole.view(-1, 20)), F.log_softmax(self.segment(each).transpose(2, 1), -1)


class GraphAttention(nn.Module):
    """Messages over a constant list of edges: index_select and index_add; then dense attention."""

    def __init__(self, nodes: int = 8, size: int = 6) -> None:
        super().__init__()
        edges = torch.stack([torch.arange(nodes).repeat(2),
                             torch.cat([torch.arange(nodes).roll(1), torch.arange(nodes).roll(3)])])
        self.register_buffer("edges", edges)
        near = torch.zeros(nodes, nodes)
        near[edges[0], edges[1]] = 1
        self.register_buffer("near", near + torch.eye(nodes))
        self.message, self.update = nn.Linear(2 * size, size), nn.GRUCell(size, size)
        self.w = nn.Linear(size, 8, bias=False)
        self.left, self.right = nn.Linear(8, 1), nn.Linear(8, 1)
        self.read = nn.Linear(8, 3)

    def forward(self, x: Tensor) -> Tensor:
        source, target = self.edges[0], self.edges[1]
        sent = F.relu(self.message(torch.cat([x[source], x.index_select(0, target)], dim=-1)))
        x = self.update(torch.zeros_like(x).index_add(0, target, sent), x)
        h = self.w(x)
        e = F.leaky_relu(self.left(h) + self.right(h).T, 0.2)
        e = torch.where(self.near > 0, e, torch.full_like(e, -9e15))
        return self.read(F.elu(torch.softmax(e, dim=1) @ h)).mean(dim=0)


class Siren(nn.Module):
    """A picture as a function of places: Fourier features, sines."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("b", torch.randn(2, 8) * 2)
        self.layers = nn.ModuleList([nn.Linear(16, 16), nn.Linear(16, 16)])
        self.out = nn.Linear(16, 3)

    def forward(self, places: Tensor) -> Tensor:
        x = (2.0 * torch.pi * places) @ self.b
        x = torch.cat([torch.sin(x), torch.cos(x)], dim=-1)
        for layer in self.layers:
            x = torch.sin(3.0 * layer(x))
        return torch.sigmoid(self.out(x))


class Spiking(nn.Module):
    """Leaky integrate and fire: two layers whose potentials are kept, reset where they fired."""

    def __init__(self) -> None:
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(6, 10), nn.Linear(10, 4)
        self.register_buffer("v1", torch.zeros(1, 10))
        self.register_buffer("v2", torch.zeros(1, 4))
        self.register_buffer("count", torch.zeros(1, 4))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        self.v1.mul_(0.9).add_(self.fc1(x))
        s1 = (self.v1 >= 0.5).float()
        self.v1 -= s1 * 0.5
        self.v2.mul_(0.9).add_(self.fc2(s1))
        s2 = torch.heaviside(self.v2 - 0.5, torch.tensor(0.0))
        self.v2.masked_fill_(s2.bool(), 0.0)
        self.count += s2
        return s2, self.count.clone()


class Hopfield(nn.Module):
    """Stored patterns found by two steps of attention."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("patterns", F.normalize(torch.randn(6, 12), dim=-1))
        self.beta = 4.0

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        for _ in range(2):
            w = torch.softmax(self.beta * x @ self.patterns.T, dim=-1)
            x = w @ self.patterns
        return x, w.argmax(-1, keepdim=True)


class DuelingQ(nn.Module):
    """Reinforcement: value and advantage, the action allowed and best; a noisy layer's mean."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU())
        self.value, self.advantage = nn.Linear(16, 1), nn.Linear(16, 5)
        self.policy = nn.Linear(16, 4)

    def forward(self, observation: Tensor, allowed: Tensor) -> dict[str, Tensor]:
        h = self.body(observation)
        a = self.advantage(h)
        q = self.value(h) + a - a.mean(dim=-1, keepdim=True)
        q = q.masked_fill(allowed.logical_not(), -1e4)
        mean, log_std = self.policy(h).chunk(2, -1)
        return {"q": q, "action": q.max(-1)[1], "mean": torch.tanh(mean),
                "std": log_std.clamp(-5, 2).exp()}


NETWORKS = [
    Program("tables_dlrm", Dlrm, [(2, 5), (2, 3)], integers=[0, 10]),
    Program("tables_neural_cf", NeuralCf, [(1,), (7,)], integers=[20, 30]),
    Program("tables_tabnet", TabNet, [(2, 8)]),
    Program("points_pointnet", PointNet, [(1, 3, 10)]),
    Program("graphs_attention", GraphAttention, [(8, 6)]),
    Program("fields_siren", Siren, [(6, 2)], scales=(0.5, 1.0)),
    Program("spikes_lif", Spiking, [(1, 6)], keeps_state=True),
    Program("memory_hopfield", Hopfield, [(3, 12)]),
    Program("control_dueling_q", DuelingQ, [(1, 8), (1, 5)], integers=[0, 1]),
]
