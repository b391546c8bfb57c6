// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Resource;

/** Runs the hooks in the order that CRaC promises, without a checkpoint. */
final class FakeCrac extends Context<Resource> {
  private final List<Resource> resources = new ArrayList<>();

  @Override
  public void register(Resource resource) {
    resources.add(resource);
  }

  void checkpoint() throws Exception {
    for (int i = resources.size() - 1; i >= 0; i--) {
      resources.get(i).beforeCheckpoint(this);
    }
  }

  void restore() throws Exception {
    for (Resource resource : resources) {
      resource.afterRestore(this);
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    throw new UnsupportedOperationException();
  }
}
