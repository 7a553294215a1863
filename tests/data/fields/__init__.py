# SPDX-License-Identifier: BSL-1.0
"""Networks of the kinds that people deploy, by field: small, and written as PyTorch users write."""
from . import (activity, anomaly, audio, biosignals, compact_vision, dense_vision, image_tokens,
               keywords, language, tables, vision)

NETWORKS = [*keywords.NETWORKS, *biosignals.NETWORKS, *activity.NETWORKS, *vision.NETWORKS,
            *compact_vision.NETWORKS, *image_tokens.NETWORKS, *dense_vision.NETWORKS,
            *audio.NETWORKS, *language.NETWORKS, *anomaly.NETWORKS, *tables.NETWORKS]
