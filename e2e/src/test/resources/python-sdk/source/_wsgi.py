# SPDX-License-Identifier: Apache-2.0
"""What gunicorn serves; label-studio-ml 2.x reads MODEL_DIR and basic auth by itself."""

from label_studio_ml.api import init_app
from model import KeywordModel

app = init_app(model_class=KeywordModel)
