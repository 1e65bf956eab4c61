"""Weights by formula for networks of torchvision, the same on every machine: nothing has to be downloaded to compare two implementations."""
import math

import numpy as np
import torch


def fnv1a32(text):
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) % 2**32
    return value


def uniform(name, count):
    """`count` numbers in [0, 1) that depend on the name alone."""
    with np.errstate(over="ignore"):
        z = np.uint32(fnv1a32(name)) + np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9)
        z = (z ^ (z >> np.uint32(16))) * np.uint32(0x7FEB352D)
        z = (z ^ (z >> np.uint32(15))) * np.uint32(0x846CA68B)
        z ^= z >> np.uint32(16)
    return (z >> np.uint32(8)).astype(np.float64) * 2.0**-24


def formula_state(shapes, prefix):
    """A state dict of these shapes (name -> shape). Numbers run over kernels [height, width, in, out] and over matrices [in, out]."""
    state = {}
    for name, shape in shapes.items():
        if name.endswith("num_batches_tracked"):
            state[name] = torch.zeros(shape, dtype=torch.int64)
            continue
        numbers = 2 * uniform(prefix + name, math.prod(shape)) - 1
        if len(shape) == 4:
            out, into, height, width = shape
            numbers = (numbers * math.sqrt(6 / (height * width * into))).reshape(height, width, into, out).transpose(3, 2, 0, 1)
        elif len(shape) == 2:
            numbers = (numbers * math.sqrt(3 / shape[1])).reshape(shape[1], shape[0]).T
        elif name.endswith("bn.weight"):
            numbers = 1 + 0.2 * numbers
        elif name.endswith("running_var"):
            numbers = 1 + 0.3 * numbers
        else:
            numbers = 0.1 * numbers
        state[name] = torch.from_numpy(np.ascontiguousarray(numbers.astype(np.float32)))
    return state


def shapes_of(module):
    return {name: tuple(tensor.shape) for name, tensor in module.state_dict().items()}


def inception_state():
    import torchvision

    network = torchvision.models.inception_v3(num_classes=1008, aux_logits=False, weights=None, init_weights=False)
    return formula_state(shapes_of(network), "fid-inception/")
