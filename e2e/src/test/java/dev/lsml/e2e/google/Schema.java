// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import dev.lsml.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the provider offers, read from the output form of {@code terraform providers schema -json};
 * see {@code google/SOURCE.md} in the resources. Immutable.
 *
 * @param provider arguments of the provider block
 * @param resources by type
 * @param dataSources by type
 */
record Schema(Block provider, Map<String, Block> resources, Map<String, Block> dataSources) {
  private static final String FILE = "/google/provider-schema.json";
  private static final String ADDRESS = "registry.terraform.io/hashicorp/google";
  private static final List<String> NESTING = List.of("", "single", "list", "set", "map", "group");

  /** A block with what may stand in it. */
  record Block(Map<String, Attribute> attributes, Map<String, Nested> blocks) {}

  /**
   * An attribute.
   *
   * @param type as Terraform writes types in JSON: {@code "string"}, {@code ["map","string"]}
   */
  record Attribute(
      Object type,
      boolean required,
      boolean optional,
      boolean computed,
      boolean sensitive,
      boolean writeOnly) {
    /** What stands there when nothing does: empty, in the attribute's type. */
    Object empty() {
      if (type instanceof List<?> collection) {
        return "map".equals(collection.get(0)) ? Map.of() : List.of();
      }
      return switch ((String) type) {
        case "number" -> 0L;
        case "bool" -> false;
        default -> "";
      };
    }
  }

  /** A block in a block. */
  record Nested(Block block, String mode, long min, long max) {
    boolean single() {
      return mode.equals("single");
    }
  }

  static Schema read() {
    try (InputStream in = Schema.class.getResourceAsStream(FILE)) {
      Map<String, Object> google =
          object(object(object(Json.read(in)).get("provider_schemas")).get(ADDRESS));
      return new Schema(
          block(object(google.get("provider")).get("block")),
          blocks(google.get("resource_schemas")),
          blocks(google.get("data_source_schemas")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Block> blocks(Object schemas) {
    Map<String, Block> blocks = new LinkedHashMap<>();
    object(schemas).forEach((type, schema) -> blocks.put(type, block(object(schema).get("block"))));
    return blocks;
  }

  private static Block block(Object json) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    object(json)
        .forEach(
            (key, value) -> {
              if (key.equals("attributes")) {
                object(value).forEach((name, one) -> attributes.put(name, attribute(object(one))));
              }
            });
    Map<String, Nested> blocks = new LinkedHashMap<>();
    if (object(json).get("block_types") != null) {
      object(object(json).get("block_types"))
          .forEach((name, one) -> blocks.put(name, nested(object(one))));
    }
    return new Block(attributes, blocks);
  }

  private static Attribute attribute(Map<String, Object> json) {
    return new Attribute(
        json.get("type"),
        is(json, "required"),
        is(json, "optional"),
        is(json, "computed"),
        is(json, "sensitive"),
        is(json, "write_only"));
  }

  private static Nested nested(Map<String, Object> json) {
    return new Nested(
        block(json.get("block")),
        (String) json.get("nesting_mode"),
        count(json, "min_items"),
        count(json, "max_items"));
  }

  private static boolean is(Map<String, Object> json, String key) {
    return Boolean.TRUE.equals(json.get(key));
  }

  private static long count(Map<String, Object> json, String key) {
    return json.get(key) instanceof Long number ? number : 0;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object json) {
    return (Map<String, Object>) json;
  }

  /** The answer to {@code GetSchema}. */
  byte[] toMessage() {
    Wire.Builder response = new Wire.Builder().message(1, message(provider));
    resources.forEach(
        (type, block) ->
            response.message(2, new Wire.Builder().string(1, type).message(2, message(block))));
    dataSources.forEach(
        (type, block) ->
            response.message(3, new Wire.Builder().string(1, type).message(2, message(block))));
    return response.build();
  }

  private static Wire.Builder message(Block block) {
    return new Wire.Builder().message(2, blockMessage(block));
  }

  private static Wire.Builder blockMessage(Block block) {
    Wire.Builder message = new Wire.Builder();
    block.attributes.forEach(
        (name, attribute) ->
            message.message(
                2,
                new Wire.Builder()
                    .string(1, name)
                    .bytes(2, Json.bytes(attribute.type))
                    .flag(4, attribute.required)
                    .flag(5, attribute.optional)
                    .flag(6, attribute.computed)
                    .flag(7, attribute.sensitive)
                    .flag(10, attribute.writeOnly)));
    block.blocks.forEach(
        (name, nested) ->
            message.message(
                3,
                new Wire.Builder()
                    .string(1, name)
                    .message(2, blockMessage(nested.block))
                    .number(3, NESTING.indexOf(nested.mode))
                    .number(4, nested.min)
                    .number(5, nested.max)));
    return message;
  }
}
