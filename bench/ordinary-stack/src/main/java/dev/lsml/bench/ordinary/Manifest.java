// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.ordinary;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/** The model in the bucket: a version and, for each word, a weight per label. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manifest(String version, List<String> labels, Map<String, double[]> weights) {}
