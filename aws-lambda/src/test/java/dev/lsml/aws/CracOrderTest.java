// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lsml.testkit.HttpCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in runs hooks in the order in which Lambda's own runtime client does. */
@Timeout(60)
class CracOrderTest {
  private static final String ORDER = "-c -b -a +a +b +c";

  @Test
  void checkpointHooksRunLastToFirstAndRestoreHooksFirstToLast() throws Exception {
    FakeCrac fake = new FakeCrac();
    Hooked hooked = new Hooked(fake);

    fake.checkpoint();
    fake.restore();

    assertThat(String.join(" ", hooked.happened)).isEqualTo(ORDER);
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      disabledReason = "Lambda's runtime interface client is for Linux only")
  void soTheyDoUnderTheRuntimeClient(@TempDir Path folder) throws Exception {
    try (FunctionProcess function =
        new FunctionProcess(
            Hooked.class, Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"), folder)) {
      function.api().awaitInitialized();
      function.api().restore();

      assertThat(function.ask(HttpCall.of("GET", "/")).text()).isEqualTo(ORDER);
    }
  }

  /** A function that tells which hooks have run. */
  public static final class Hooked implements RequestStreamHandler {
    private final List<String> happened = new ArrayList<>();
    private final List<Resource> kept = List.of(hook("a"), hook("b"), hook("c"));

    /** For Lambda's runtime. */
    public Hooked() {
      this(Core.getGlobalContext());
    }

    Hooked(org.crac.Context<Resource> context) {
      kept.forEach(context::register);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      String body = "{\"statusCode\":200,\"body\":\"" + String.join(" ", happened) + "\"}";
      output.write(body.getBytes(StandardCharsets.UTF_8));
    }

    private Resource hook(String name) {
      return new Resource() {
        @Override
        public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
          happened.add("-" + name);
        }

        @Override
        public void afterRestore(org.crac.Context<? extends Resource> context) {
          happened.add("+" + name);
        }
      };
    }
  }
}
