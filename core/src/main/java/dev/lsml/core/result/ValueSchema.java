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
  record Fault(ResultRule rule, String text) {
    private Fault in(String path) {
      return new Fault(rule, path + text);
    }
  }

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
    List<Field> outside = new ArrayList<>(0);
    for (Field field : fields) {
      Object item = value.get(field.name());
      if (item == null) {
        if (field.required()) {
          return new Fault(ResultRule.VALUE, field.name() + " is missing");
        }
      } else if (!field.kind().matches(item)) {
        return new Fault(ResultRule.VALUE, field.name() + " must be " + field.kind().description());
      } else {
        Fault inside = inside(field, item);
        if (inside != null) {
          return inside;
        }
        if (item instanceof Number number && number.doubleValue() > field.kind().max()) {
          outside.add(field);
        }
      }
    }
    return outside.isEmpty() ? null : outOfBounds(outside, value);
  }

  /** The path is put together on the way back, so that nothing is spent on it when all is well. */
  private static @Nullable Fault inside(Field field, Object item) {
    ValueSchema schema = field.inside();
    if (field.kind() == ValueKind.POINTS) {
      return points(field, (List<?>) item);
    } else if (schema != null && item instanceof Map<?, ?> map) {
      Fault fault = schema.fault(map);
      return fault == null ? null : fault.in(field.name() + ".");
    } else if (schema != null && item instanceof List<?> list) {
      if (list.size() < field.atLeast()) {
        return new Fault(ResultRule.VALUE, field.name() + " is empty");
      }
      for (int i = 0; i < list.size(); i++) {
        Fault fault = list.get(i) instanceof Map<?, ?> map ? schema.fault(map) : null;
        if (fault != null) {
          return fault.in(field.name() + "[" + i + "].");
        }
      }
    }
    return null;
  }

  private static @Nullable Fault points(Field field, List<?> points) {
    for (Object point : points) {
      for (Object number : (List<?>) Objects.requireNonNull(point)) {
        if (number instanceof Number n && n.doubleValue() > field.kind().max()) {
          return new Fault(
              ResultRule.GEOMETRY, field.name() + " " + n + bounds(field.kind().max()));
        }
      }
    }
    return null;
  }

  private static Fault outOfBounds(List<Field> outside, Map<?, ?> value) {
    StringBuilder text = new StringBuilder();
    double bound = outside.get(0).kind().max();
    for (Field field : outside) {
      double max = field.kind().max();
      if (!text.isEmpty()) {
        text.append(max == bound ? "" : bounds(bound)).append(", ");
      }
      text.append(field.name()).append(' ').append(value.get(field.name()));
      bound = max;
    }
    return new Fault(ResultRule.GEOMETRY, text.append(bounds(bound)).toString());
  }

  private static String bounds(double bound) {
    return " out of bounds [0, " + (long) bound + "]";
  }
}
