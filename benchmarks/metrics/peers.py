#!/usr/bin/env python3
"""FID, KID, Inception Score, precision, recall, density, coverage of two folders of images by the published Python packages.

Run:  python peers.py FOLDER [--threads 2]
FOLDER has the images `a/*.png` and `b/*.png`. It gets `weights.pth` and `weights.safetensors`, the FID network with weights by formula;
`peers.json`, a list of {"peer", "figure", "value"}; and `peer-rows.json`, what each package's whole pipeline makes of the first images.
README.md has what to install.
"""
import argparse
import json
import pathlib
import sys

import numpy as np
import torch

from formula_weights import formula_state, inception_state, shapes_of


def weights_in(folder):
    pth, safetensors = folder / "weights.pth", folder / "weights.safetensors"
    if not safetensors.exists():
        torch.save(inception_state(), pth)
        # The conversion that docs/metrics.md shows.
        from safetensors.torch import save_file

        save_file(torch.load(pth, map_location="cpu"), safetensors)
    return pth


def pngs(folder, name):
    return sorted(str(path) for path in (folder / name).glob("*.png"))


def pytorch_fid_network(pth, **options):
    import pytorch_fid.inception as module

    module.load_state_dict_from_url = lambda *_args, **_options: torch.load(pth, map_location="cpu")
    return module.InceptionV3([3], **options).eval()


def network_features(folder, pth, name):
    """Features of the images of a folder by pytorch-fid, batch by batch: what has been computed is kept in files."""
    from pytorch_fid.fid_score import get_activations

    files, kept = pngs(folder, name), folder / f"features-{name}"
    kept.mkdir(exist_ok=True)
    network = pytorch_fid_network(pth)
    for first in range(0, len(files), BATCH):
        path = kept / f"{first:05}.npy"
        if not path.exists():
            np.save(path, get_activations(files[first : first + BATCH], network, BATCH, 2048, "cpu", 0))
            print(f"\r{name}: {first + BATCH} of {len(files)}", end="", file=sys.stderr)
    return np.concatenate([np.load(path) for path in sorted(kept.glob("*.npy"))])


def figures(folder, pth):
    """What each package makes of the features of pytorch-fid: (package, figure, value)."""
    a, b = (network_features(folder, pth, name) for name in "ab")
    count = len(a)

    from pytorch_fid.fid_score import calculate_frechet_distance

    moments = [moment for rows in (a, b) for moment in (np.mean(rows, axis=0), np.cov(rows, rowvar=False))]
    yield "pytorch-fid", "fid", calculate_frechet_distance(*moments)

    from cleanfid.fid import fid_from_feats, kernel_distance

    yield "clean-fid", "fid", fid_from_feats(a, b)
    yield "clean-fid", "kid", kernel_distance(a, b)

    from torch_fidelity import metric_fid, metric_isc, metric_kid, metric_prc

    x, y = torch.from_numpy(a).float(), torch.from_numpy(b).float()
    statistics = [metric_fid.fid_features_to_statistics(rows) for rows in (x, y)]
    yield "torch-fidelity", "fid", metric_fid.fid_statistics_to_metric(*statistics, False)["frechet_inception_distance"]
    # Subsets of all samples: no draw makes a difference.
    kid = metric_kid.kid_features_to_metric(x, y, kid_subsets=2, kid_subset_size=count, verbose=False)
    yield "torch-fidelity", "kid", kid["kernel_inception_distance_mean"]
    state = torch.load(pth, map_location="cpu")
    logits = y @ state["fc.weight"].T + state["fc.bias"]
    score = metric_isc.isc_features_to_metric(logits, splits=10, shuffle=False)
    yield "torch-fidelity", "inceptionScore", score["inception_score_mean"]
    yield "torch-fidelity", "inceptionScoreDeviation", score["inception_score_std"]
    # Its first set is the generated one.
    prc = metric_prc.prc_features_to_metric(y, x, prc_neighborhood=3, prc_batch_size=1000, cuda=False, verbose=False, save_cpu_ram=False)
    yield "torch-fidelity", "precision (k 3)", prc["precision"]
    yield "torch-fidelity", "recall (k 3)", prc["recall"]

    from prdc import compute_prdc

    for figure, value in compute_prdc(a.astype(np.float64), b.astype(np.float64), nearest_k=5).items():
        yield "prdc", f"{figure} (k 5)", value


def pipeline_features(folder, pth):
    """Features of the first images by the whole of each package, from the bytes of the file: (package, what, rows)."""
    from cleanfid.resize import build_resizer
    from PIL import Image
    from torch_fidelity.feature_extractor_inceptionv3 import FeatureExtractorInceptionV3

    images = [np.asarray(Image.open(path).convert("RGB")) for path in pngs(folder, "a")[:FIRST]]
    batch = torch.from_numpy(np.stack(images).transpose(0, 3, 1, 2).copy())
    with torch.no_grad():
        yield "pytorch-fid", "features, pytorchFid", pytorch_fid_network(pth)(batch / 255.0)[0][:, :, 0, 0]
        fidelity = FeatureExtractorInceptionV3("inception", ["2048"], feature_extractor_weights_path=str(pth))
        yield "torch-fidelity", "features, tensorflow1", fidelity(batch)[0]
        clean = build_resizer("clean")
        resized = torch.from_numpy(np.stack([clean(image) for image in images]).transpose(0, 3, 1, 2).copy())
        network = pytorch_fid_network(pth, resize_input=False, normalize_input=False)
        yield "clean-fid", "features, cleanFid", network((resized - 128) / 128)[0][:, :, 0, 0]


def perceptual_outputs(folder):
    """Logits of the first images at 224 x 224, and LPIPS of pairs of them: (package, what, rows)."""
    import lpips
    import torchvision
    from PIL import Image
    from safetensors.torch import save_file

    a, b = (
        torch.from_numpy(np.stack([np.asarray(Image.open(path).convert("RGB")) for path in pngs(folder, name)[:FIRST]]).transpose(0, 3, 1, 2) / 127.5 - 1).float()
        for name in "ab"
    )
    large = torch.nn.functional.interpolate(a, size=(224, 224), mode="bilinear", align_corners=False)
    for name, title in {"alexnet": "alex", "vgg16": "vgg", "vgg19": None}.items():
        network = getattr(torchvision.models, name)(weights=None).eval()
        state = formula_state(shapes_of(network), f"{name}/")
        save_file(state, folder / f"{name}.safetensors")
        network.load_state_dict(state)
        normalize = torchvision.transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
        with torch.no_grad():
            yield "torchvision", f"logits, {name}", network(normalize((large + 1) / 2))
            if title is None:
                continue
            # The published weights of its layers come with the package; those of the network are ours.
            distance = lpips.LPIPS(net=title, pnet_rand=True, verbose=False).eval()
            for part in (distance.net.slice1, distance.net.slice2, distance.net.slice3, distance.net.slice4, distance.net.slice5):
                part.load_state_dict({name: state[f"features.{name}"] for name in part.state_dict()})
            learned = {name: tensor.contiguous() for name, tensor in distance.state_dict().items() if name.startswith("lin")}
            save_file({name: tensor for name, tensor in learned.items() if name.count(".") == 3}, folder / f"lpips-{name}.safetensors")
            yield "lpips", f"distances, {name}", distance(a, b).reshape(FIRST, 1)


BATCH = 10
FIRST = 4


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    folder, pth = options.folder, weights_in(options.folder)
    rows = [*pipeline_features(folder, pth), *perceptual_outputs(folder)]
    (folder / "peer-rows.json").write_text(json.dumps([{"peer": peer, "figure": figure, "rows": values.tolist()} for peer, figure, values in rows]))
    measured = [{"peer": peer, "figure": figure, "value": float(value)} for peer, figure, value in figures(folder, pth)]
    (folder / "peers.json").write_text(json.dumps(measured, indent=1))
    for line in measured:
        print(json.dumps(line))


if __name__ == "__main__":
    main()
