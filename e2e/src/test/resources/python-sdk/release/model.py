# SPDX-License-Identifier: Apache-2.0
"""A small text classifier in the form that label-studio-ml 1.x asks for."""

from label_studio_ml.model import LabelStudioMLBase


class KeywordModel(LabelStudioMLBase):
    """Says the first label when a text has a friendly word, else the last one."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.control, info = next(iter(self.parsed_label_config.items()))
        self.text = info["to_name"][0]
        self.field = info["inputs"][0]["value"]
        self.labels = info["labels"]

    def predict(self, tasks, **kwargs):
        return [self._prediction(task["data"][self.field]) for task in tasks]

    def _prediction(self, text):
        friendly = "good" in text.lower()
        return {
            "result": [
                {
                    "from_name": self.control,
                    "to_name": self.text,
                    "type": "choices",
                    "value": {"choices": [self.labels[0 if friendly else -1]]},
                }
            ],
            "score": 0.6,
        }

    def fit(self, tasks, workdir=None, **kwargs):
        return {"event": kwargs.get("event")}
