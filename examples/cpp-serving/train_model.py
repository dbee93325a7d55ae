"""Makes the example's model: a small network for pictures of 28 x 28 points, ten classes.

It learns to tell bars apart by their place, from pictures made with a fixed seed, in a few
seconds on one core. The same script in the same environment writes the same model.

    python train_model.py model          # writes model/net.json and model/net.pdiparams
    python train_model.py model inputs   # and inputs/<case>/picture.npy
"""

import os
import sys

import numpy as np
import paddle
from paddle import nn
from paddle.static import InputSpec


class Net(nn.Layer):
    """Two convolutions, a batch norm and a dense layer; 10 classes and their probabilities."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2D(1, 8, 3, padding=1), nn.BatchNorm2D(8), nn.ReLU(), nn.MaxPool2D(2),
            nn.Conv2D(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2D(2),
            nn.Flatten(), nn.Linear(16 * 7 * 7, 10))

    def forward(self, picture):
        scores = self.body(picture)
        return scores, nn.functional.softmax(scores)


def pictures(random, count):
    """Noise with one bright row band; the label says which."""
    label = random.integers(0, 10, count)
    picture = random.random((count, 1, 28, 28), dtype=np.float32) * np.float32(0.5)
    for i, row in enumerate(label):
        picture[i, 0, 2 * row + 4:2 * row + 6, :] += np.float32(0.5)
    return picture, label.astype("int64")


def train(net, random):
    optimizer = paddle.optimizer.Adam(1e-2, parameters=net.parameters())
    for _ in range(40):
        picture, label = (paddle.to_tensor(a) for a in pictures(random, 64))
        loss = nn.functional.cross_entropy(net(picture)[0], label)
        loss.backward()
        optimizer.step()
        optimizer.clear_grad()
    net.eval()
    picture, label = pictures(random, 256)
    right = net(paddle.to_tensor(picture))[0].numpy().argmax(1) == label
    print(f"accuracy {right.mean():.3f} on 256 pictures")


def main():
    paddle.seed(20)
    random = np.random.default_rng(20)
    net = Net()
    train(net, random)
    model = os.path.join(sys.argv[1], "net")
    paddle.jit.save(net, model, input_spec=[InputSpec([None, 1, 28, 28], "float32", "picture")])
    print(f"wrote {model}.json")
    if len(sys.argv) > 2:
        for case, count in (("one", 1), ("seven", 7)):
            folder = os.path.join(sys.argv[2], case)
            os.makedirs(folder, exist_ok=True)
            np.save(os.path.join(folder, "picture.npy"), pictures(random, count)[0])
        print(f"wrote {sys.argv[2]}")


if __name__ == "__main__":
    main()
