# SPDX-License-Identifier: Apache-2.0
"""A model that costs nothing, so that only the SDK and its server are measured."""

from label_studio_ml.model import LabelStudioMLBase


class NoOpModel(LabelStudioMLBase):
    def predict(self, tasks, **kwargs):
        return [
            {
                "score": 0.5,
                "result": [
                    {
                        "from_name": "sentiment",
                        "to_name": "text",
                        "type": "choices",
                        "value": {"choices": ["Positive"]},
                    }
                ],
            }
            for _ in tasks
        ]
