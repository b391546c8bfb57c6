# SPDX-License-Identifier: Apache-2.0
"""What gunicorn loads; as the SDK generates it for a new backend, and for either SDK."""

import inspect
import os

from label_studio_ml.api import init_app
from model import NoOpModel

takes_folder = "kwargs" in inspect.signature(init_app).parameters
app = init_app(NoOpModel, **({"model_dir": os.environ["MODEL_DIR"]} if takes_folder else {}))
