/**
 * The least HTTP/1.1 that a load generator needs, on plain sockets, so that the client costs far
 * less than the servers it measures. Nothing here knows what is asked.
 */
@NullMarked
package dev.lsml.bench.http;

import org.jspecify.annotations.NullMarked;
