// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * For tests that are the steps of one story, each standing on the one before: after the first
 * failure the rest is skipped, and says at which step the story ended.
 */
public final class Story implements ExecutionCondition, TestExecutionExceptionHandler {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Story.class);

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    context
        .getParent()
        .ifPresent(story -> story.getStore(NAMESPACE).put("end", context.getDisplayName()));
    throw failure;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Object end = context.getStore(NAMESPACE).get("end");
    return end == null
        ? ConditionEvaluationResult.enabled("the story goes on")
        : ConditionEvaluationResult.disabled("the story ended at " + end);
  }
}
