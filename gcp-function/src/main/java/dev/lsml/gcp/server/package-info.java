// SPDX-License-Identifier: Apache-2.0
/**
 * The server that runs a function in a process of our own, made of the parts of the Functions
 * Framework's invoker: its Jetty and its request and response.
 *
 * <p>The invoker's own main would do, and {@link dev.lsml.gcp.LsmlFunction} runs under it, but it
 * ends the process in the middle of running requests, shares its port with a second server without
 * a word, drops reason phrases, which are the only text that Label Studio shows, and loads more
 * classes before the first answer.
 */
@NullMarked
package dev.lsml.gcp.server;

import org.jspecify.annotations.NullMarked;
