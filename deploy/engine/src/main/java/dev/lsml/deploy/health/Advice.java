// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.health;

/**
 * What helps an unhealthy backend, which depends on where it runs. Immutable.
 *
 * @param refused why a call may be refused before it reaches the backend
 * @param admit what to do about that
 * @param moreMemory how a model gets more memory, as a sentence
 * @param faster how answers come sooner, as a sentence
 */
public record Advice(String refused, String admit, String moreMemory, String faster) {
  /** On Google Cloud Run. */
  public static final Advice GOOGLE =
      new Advice(
          "Google refuses the call before it reaches the backend: Cloud Run's check of the caller"
              + " is on",
          "The service needs invoker_iam_disabled; deploy again, and if it stays, ask who"
              + " administers the organisation's policies, such as run.managed.requireInvokerIam",
          "A model that needs more memory: -Dgcp.memory=2Gi",
          "More processor: -Dgcp.cpu=2; an instance that is always there: -Dgcp.minInstances=1");

  /** On AWS Lambda. */
  public static final Advice AWS =
      new Advice(
          "AWS refuses the call before it reaches the backend: the function's policy does not let"
              + " everybody call its URL",
          "Both lambda:InvokeFunctionUrl and lambda:InvokeFunction by the URL have to be allowed to"
              + " *; deploy again, and if it stays, ask who administers the organisation's policies",
          "A model that needs more memory: -Daws.memory=3008",
          "More processor comes with more memory: -Daws.memory=3538 has two");
}
