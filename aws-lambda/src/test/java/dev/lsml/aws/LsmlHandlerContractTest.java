// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.core.http.HttpHandler;
import dev.lsml.core.json.Json;
import dev.lsml.testkit.HttpAdapterContract;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import dev.lsml.testkit.aws.FunctionUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The contract through the handler, behind what a function URL makes of HTTP. */
class LsmlHandlerContractTest extends HttpAdapterContract {
  @Override
  protected boolean sendsReason() {
    return false; // payload format 2.0 has no place for it
  }

  @Override
  protected boolean streams() {
    return false;
  }

  @Override
  protected int largeBodyBytes() {
    return 4_500_000; // as base64 just within Lambda's 6 MB
  }

  @Override
  protected Served serve(HttpHandler handler) {
    LsmlHandler function = new LsmlHandler(handler);
    return new Served() {
      @Override
      public HttpAnswer exchange(HttpCall call) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        byte[] event = Json.bytes(FunctionUrl.event(call, "r-1"));
        function.handleRequest(new ByteArrayInputStream(event), result, FakeContext.of("r-1"));
        return FunctionUrl.answer(result.toByteArray());
      }

      @Override
      public void close() {}
    };
  }
}
