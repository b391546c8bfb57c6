// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import dev.lsml.core.protocol.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks relations (protocol §3.5 rule 6). */
final class RelationCheck {
  private RelationCheck() {}

  /**
   * What is wrong with a relation; empty when nothing is.
   *
   * @param ids of the items that stay
   */
  static List<ResultProblem> problems(int index, Region relation, Set<String> ids) {
    List<ResultProblem> problems = new ArrayList<>(0);
    String json = JsonRule.fault(relation.json());
    if (json != null) {
      problems.add(new ResultProblem(index, ResultRule.JSON, "Relation " + index + ": " + json));
    }
    Object direction = relation.json().get("direction");
    if (direction == null) {
      problems.add(problem(index, "Missing required field 'direction'"));
    } else if (!direction.equals("left") && !direction.equals("right") && !direction.equals("bi")) {
      problems.add(
          problem(index, "Direction must be one of left, right, bi, got '" + direction + "'"));
    }
    for (String end : new String[] {"from_id", "to_id"}) {
      Object id = relation.json().get(end);
      if (id == null) {
        problems.add(problem(index, "Missing required field '" + end + "'"));
      } else if (!(id instanceof String) || !ids.contains(id)) {
        problems.add(problem(index, "'" + end + "' '" + id + "' not found in regions"));
      }
    }
    return problems;
  }

  private static ResultProblem problem(int index, String text) {
    return new ResultProblem(index, ResultRule.RELATION, "Relation " + index + ": " + text);
  }
}
