// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A function that answers everything alike, and says in its log what it was asked. */
public final class TinyFunction implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    System.out.println(
        context.getFunctionName() + " got " + new String(input.readAllBytes(), UTF_8));
    output.write(("{\"statusCode\":200,\"body\":\"" + Greeting.text() + "\"}").getBytes(UTF_8));
  }
}
