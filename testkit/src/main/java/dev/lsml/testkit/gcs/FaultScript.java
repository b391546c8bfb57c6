// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Faults that wait for the request they are meant for; each happens once. Thread-safe. */
final class FaultScript {
  private record Step(Predicate<GcsRequest> which, GcsFault fault) {}

  private final List<Step> steps = new ArrayList<>();

  synchronized void add(Predicate<GcsRequest> which, GcsFault fault) {
    steps.add(new Step(which, fault));
  }

  /** The fault of this request, {@code null} for none. */
  synchronized @Nullable GcsFault take(GcsRequest request) {
    for (Iterator<Step> each = steps.iterator(); each.hasNext(); ) {
      Step step = each.next();
      if (step.which.test(request)) {
        each.remove();
        return step.fault;
      }
    }
    return null;
  }
}
