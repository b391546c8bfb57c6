// SPDX-License-Identifier: Apache-2.0
package example.forgotten;

import example.broken.StoreWrapper;

/** A store that nobody tests; exists to be found. */
public final class ForgottenStore extends StoreWrapper {}
