// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.aws;

import java.io.IOException;

/** Something before the server: answers a call, or passes it on, changed or not. */
@FunctionalInterface
public interface AwsFilter {
  /** What comes after a filter. */
  @FunctionalInterface
  interface Next {
    AwsCall.Answer answer(AwsCall call) throws IOException, InterruptedException;
  }

  /** Answers a call. Called concurrently. */
  AwsCall.Answer answer(AwsCall call, Next next) throws IOException, InterruptedException;
}
