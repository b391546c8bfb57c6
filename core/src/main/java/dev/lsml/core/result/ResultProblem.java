// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/**
 * Why an item of a prediction was left out or changed. Immutable.
 *
 * @param region its index in the prediction's result, -1 for the prediction itself
 * @param rule the rule that it breaks
 * @param message in the words of Label Studio's own validation where that has some
 */
public record ResultProblem(int region, ResultRule rule, String message) {}
