# SPDX-License-Identifier: Apache-2.0
"""A small text classifier in the form that label-studio-ml 2.x asks for."""

from label_studio_ml.model import LabelStudioMLBase
from label_studio_ml.response import ModelResponse


class KeywordModel(LabelStudioMLBase):
    """Says the first label when a text has a friendly word, else the last one."""

    def predict(self, tasks, context=None, **kwargs):
        control, text, field = self.get_first_tag_occurence("Choices", "Text")
        labels = self.label_interface.get_control(control).labels
        return ModelResponse(
            predictions=[
                self._prediction(control, text, labels, task["data"][field]) for task in tasks
            ]
        )

    @staticmethod
    def _prediction(control, text, labels, value):
        friendly = "good" in value.lower()
        return {
            "result": [
                {
                    "from_name": control,
                    "to_name": text,
                    "type": "choices",
                    "value": {"choices": [labels[0 if friendly else -1]]},
                }
            ],
            "score": 0.6,
        }

    def fit(self, event, data, **kwargs):
        self.set("seen", event)
        return {"event": event}
