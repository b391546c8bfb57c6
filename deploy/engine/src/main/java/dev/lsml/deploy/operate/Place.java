// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.deploy.gcp.GcpNames;

/**
 * Where a deployed backend is on Google Cloud. Immutable.
 *
 * @param project the project's id
 * @param region such as {@code us-central1}
 * @param service the service's name
 */
public record Place(String project, String region, String service) {

  /** What things there are called. */
  public GcpNames names() {
    return new GcpNames(project, service);
  }

  /** The service's full name. */
  String servicePath() {
    return "projects/" + project + "/locations/" + region + "/services/" + service;
  }

  /** The full name of the job that trains. */
  String jobPath() {
    return "projects/" + project + "/locations/" + region + "/jobs/" + names().job();
  }

  @Override
  public String toString() {
    return service + " in " + region + " of project " + project;
  }
}
