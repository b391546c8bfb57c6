// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import static dev.lsml.e2e.google.Values.object;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@code tfplugin5.Provider}, each from the bytes of its request to those of its
 * response. Field numbers are named at each call, in the order of the protocol's file.
 */
final class ProviderCalls {
  private static final byte[] EMPTY = new byte[0];
  private static final long ERROR = 1;

  private final Schema schema;
  private final Cloud cloud;
  private volatile String project = "";

  ProviderCalls(Schema schema, Cloud cloud) {
    this.schema = schema;
    this.cloud = cloud;
  }

  Map<String, UnaryOperator<byte[]>> byName() {
    Map<String, UnaryOperator<byte[]>> calls = new LinkedHashMap<>();
    calls.put("GetSchema", request -> schema.toMessage());
    calls.put("PrepareProviderConfig", this::prepare);
    calls.put("Configure", this::configure);
    calls.put("ValidateResourceTypeConfig", request -> EMPTY);
    calls.put("ValidateDataSourceConfig", request -> EMPTY);
    calls.put("UpgradeResourceState", ProviderCalls::upgrade);
    calls.put("ReadResource", this::read);
    calls.put("PlanResourceChange", this::plan);
    calls.put("ApplyResourceChange", this::apply);
    calls.put("ImportResourceState", this::adopt);
    calls.put("ReadDataSource", this::readData);
    calls.put("Stop", request -> EMPTY);
    return calls;
  }

  /** {1 config} to {1 prepared_config}. */
  private byte[] prepare(byte[] request) {
    return new Wire.Builder().bytes(1, Wire.Message.parse(request).bytes(1)).build();
  }

  /** {2 config}. */
  private byte[] configure(byte[] request) {
    Map<String, @Nullable Object> config = value(Wire.Message.parse(request), 2);
    if (config != null && config.get("project") instanceof String named) {
      project = named;
    }
    return EMPTY;
  }

  /** {3 raw_state {1 json}} to {1 upgraded_state {2 json}}: there is only one version of it. */
  private static byte[] upgrade(byte[] request) {
    byte[] json = Wire.Message.parse(request).message(3).bytes(1);
    return new Wire.Builder().message(1, new Wire.Builder().bytes(2, json)).build();
  }

  /** {1 type_name, 2 current_state} to {1 new_state}. */
  private byte[] read(byte[] request) {
    Wire.Message message = Wire.Message.parse(request);
    Map<String, @Nullable Object> current = value(message, 2);
    Map<String, @Nullable Object> now =
        current == null ? null : cloud.read(message.string(1), current);
    return new Wire.Builder().message(1, dynamic(now)).build();
  }

  /**
   * {1 type_name, 2 prior_state, 3 proposed_new_state} to {1 planned_state, 2 requires_replace, 5
   * legacy_type_system}.
   */
  private byte[] plan(byte[] request) {
    Wire.Message message = Wire.Message.parse(request);
    String type = message.string(1);
    Map<String, @Nullable Object> prior = value(message, 2);
    Map<String, @Nullable Object> proposed = value(message, 3);
    Wire.Builder response = new Wire.Builder();
    if (proposed == null) {
      return response.message(1, dynamic(null)).flag(5, true).build();
    }
    Schema.Block block = block(type);
    Map<String, @Nullable Object> planned =
        prior == null ? Values.toBeComputed(block, proposed) : Values.kept(block, proposed);
    response.message(1, dynamic(planned));
    if (prior != null) {
      for (String name : Replacement.needed(type, prior, planned)) {
        Wire.Builder step = new Wire.Builder().string(1, name);
        response.message(2, new Wire.Builder().message(1, step));
      }
    }
    return response.flag(5, true).build();
  }

  /**
   * {1 type_name, 2 prior_state, 3 planned_state, 4 config} to {1 new_state, 3 diagnostics, 4
   * legacy_type_system}.
   */
  private byte[] apply(byte[] request) {
    Wire.Message message = Wire.Message.parse(request);
    String type = message.string(1);
    Map<String, @Nullable Object> prior = value(message, 2);
    Map<String, @Nullable Object> planned = value(message, 3);
    Cloud.Outcome outcome;
    if (planned == null) {
      String error = cloud.delete(type, object(prior));
      outcome = new Cloud.Outcome(error == null ? null : prior, error);
    } else {
      Map<String, @Nullable Object> config = object(value(message, 4));
      Map<String, @Nullable Object> wanted = new LinkedHashMap<>(planned);
      block(type)
          .attributes()
          .forEach(
              (name, attribute) -> {
                if (attribute.writeOnly()) {
                  wanted.put(name, config.get(name));
                }
              });
      outcome = cloud.apply(type, project, prior, wanted);
    }
    Wire.Builder response = new Wire.Builder().message(1, dynamic(outcome.state()));
    if (outcome.error() != null) {
      response.message(3, error(outcome.error()));
    }
    return response.flag(4, true).build();
  }

  /** {1 type_name, 2 id} to {1 imported_resources {1 type_name, 2 state}, 2 diagnostics}. */
  private byte[] adopt(byte[] request) {
    Wire.Message message = Wire.Message.parse(request);
    String type = message.string(1);
    Map<String, @Nullable Object> found = cloud.adopt(type, project, message.string(2));
    if (found == null) {
      return new Wire.Builder()
          .message(2, error("Cannot import non-existent remote object " + message.string(2)))
          .build();
    }
    Wire.Builder imported = new Wire.Builder().string(1, type).message(2, dynamic(found));
    return new Wire.Builder().message(1, imported).build();
  }

  /** {1 type_name, 2 config} to {1 state}. */
  private byte[] readData(byte[] request) {
    Map<String, @Nullable Object> config = object(value(Wire.Message.parse(request), 2));
    Map<String, @Nullable Object> state = new LinkedHashMap<>(config);
    Object id = config.get("project_id") == null ? project : config.get("project_id");
    state.put("project_id", id);
    state.put("id", "projects/" + id);
    state.put("name", id);
    state.put("number", Computed.PROJECT_NUMBER);
    state.put("billing_account", "");
    return new Wire.Builder().message(1, dynamic(state)).build();
  }

  private Schema.Block block(String type) {
    Schema.Block block = schema.resources().get(type);
    if (block == null) {
      throw new IllegalArgumentException("the stand-in has no " + type);
    }
    return block;
  }

  private static Wire.Builder error(String summary) {
    return new Wire.Builder().number(1, ERROR).string(2, summary);
  }

  private static @Nullable Map<String, @Nullable Object> value(Wire.Message message, int field) {
    byte[] packed = message.message(field).bytes(1);
    return packed.length == 0 ? null : object(MessagePack.read(packed));
  }

  private static Wire.Builder dynamic(@Nullable Object value) {
    return new Wire.Builder().bytes(1, MessagePack.write(value));
  }
}
