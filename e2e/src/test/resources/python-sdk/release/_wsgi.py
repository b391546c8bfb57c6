# SPDX-License-Identifier: Apache-2.0
"""What gunicorn serves; label-studio-ml 1.x asks for the folder of its versions."""

import os

from label_studio_ml.api import init_app
from model import KeywordModel

app = init_app(model_class=KeywordModel, model_dir=os.environ["MODEL_DIR"])
