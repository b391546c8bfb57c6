// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /webhook} tells (protocol §1.10, §2). Only a hint: events get lost, doubled and
 * reordered, so what was annotated is read from Label Studio's API. The payload's other keys hold
 * secrets and are not kept. Immutable.
 *
 * @param action such as {@code ANNOTATION_CREATED}; any text, known or not
 * @param project {@code null} when no payload was sent or it holds no project
 * @param labelConfig the project's label config, {@code null} when not sent
 * @param annotations how many annotations the event is about; 0 when it does not say
 * @param totalAnnotations how many annotations the project has by Label Studio's count; {@code
 *     null} when not sent
 */
public record WebhookEvent(
    String action,
    @Nullable ProjectUid project,
    @Nullable String labelConfig,
    int annotations,
    @Nullable Long totalAnnotations) {}
