// SPDX-License-Identifier: Apache-2.0
/**
 * What a user of lsml implements and is handed: the model, and the contexts of its calls. Nothing
 * that a model author does not see belongs here.
 *
 * <p>A backend is one class that implements {@link dev.lsml.core.model.LabelStudioModel}, or {@code
 * dev.lsml.core.model.TrainableModel} when it learns, has a public constructor that takes a {@code
 * ModelContext} or nothing, and is named in {@code
 * META-INF/services/dev.lsml.core.model.LabelStudioModel}.
 */
@NullMarked
package dev.lsml.core.model;

import org.jspecify.annotations.NullMarked;
