// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys of a kind of object, as protocol §3.5 rule 5 checks them. Other keys are allowed. */
final class ValueSchema {
  private record Field(
      String name, ValueKind kind, boolean required, @Nullable ValueSchema inside, int atLeast) {}

  /** What is wrong with a value. */
  record Fault(ResultRule rule, String text) {}

  private final List<Field> fields = new ArrayList<>();

  /** Adds keys that must be there. */
  ValueSchema needs(ValueKind kind, String... names) {
    return add(kind, true, null, 0, names);
  }

  /** Adds keys that may be there, or be null. */
  ValueSchema may(ValueKind kind, String... names) {
    return add(kind, false, null, 0, names);
  }

  /** Adds a key that must hold such an object. */
  ValueSchema needsObject(String name, ValueSchema inside) {
    return add(ValueKind.OBJECT, true, inside, 0, name);
  }

  /** Adds a key that must hold a list of such objects. */
  ValueSchema needsObjects(String name, int atLeast, ValueSchema inside) {
    return add(ValueKind.OBJECTS, true, inside, atLeast, name);
  }

  private ValueSchema add(
      ValueKind kind,
      boolean required,
      @Nullable ValueSchema inside,
      int atLeast,
      String... names) {
    for (String name : names) {
      fields.add(new Field(name, kind, required, inside, atLeast));
    }
    return this;
  }

  /** The first thing that is wrong, {@code null} when nothing is. */
  @Nullable Fault fault(Map<?, ?> value) {
    return fault(value, "");
  }

  private @Nullable Fault fault(Map<?, ?> value, String path) {
    StringBuilder outside = new StringBuilder();
    double bound = 0;
    for (Field field : fields) {
      Object item = value.get(field.name());
      if (item == null) {
        if (field.required()) {
          return new Fault(ResultRule.VALUE, path + field.name() + " is missing");
        }
        continue;
      }
      if (!field.kind().matches(item)) {
        return new Fault(
            ResultRule.VALUE, path + field.name() + " must be " + field.kind().description());
      }
      Fault inside = inside(field, item, path + field.name());
      if (inside != null) {
        return inside;
      }
      double max = field.kind().max();
      if (item instanceof Number number && number.doubleValue() > max) {
        if (!outside.isEmpty()) {
          outside.append(bound == max ? "" : outOfBounds(bound)).append(", ");
        }
        outside.append(path).append(field.name()).append(' ').append(number);
        bound = max;
      }
    }
    return outside.isEmpty()
        ? null
        : new Fault(ResultRule.GEOMETRY, outside.append(outOfBounds(bound)).toString());
  }

  private static @Nullable Fault inside(Field field, Object item, String path) {
    ValueSchema schema = field.inside();
    if (field.kind() == ValueKind.POINTS) {
      for (Object point : (List<?>) item) {
        for (Object number : (List<?>) Objects.requireNonNull(point)) {
          if (number instanceof Number n && n.doubleValue() > field.kind().max()) {
            return new Fault(ResultRule.GEOMETRY, path + " " + n + outOfBounds(field.kind().max()));
          }
        }
      }
    } else if (schema != null && item instanceof Map<?, ?> map) {
      return schema.fault(map, path + ".");
    } else if (schema != null && item instanceof List<?> list) {
      if (list.size() < field.atLeast()) {
        return new Fault(ResultRule.VALUE, path + " is empty");
      }
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Map<?, ?> map) {
          Fault fault = schema.fault(map, path + "[" + i + "].");
          if (fault != null) {
            return fault;
          }
        }
      }
    }
    return null;
  }

  private static String outOfBounds(double bound) {
    return " out of bounds [0, " + (long) bound + "]";
  }
}
