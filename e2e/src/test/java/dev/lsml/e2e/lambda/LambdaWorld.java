// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.aws.AwsDoor;
import dev.lsml.e2e.aws.EventSources;
import dev.lsml.e2e.aws.FunctionSettings;
import dev.lsml.e2e.aws.FunctionUrls;
import dev.lsml.e2e.aws.QueuePolicies;
import dev.lsml.e2e.parts.AwsApi;
import dev.lsml.e2e.parts.Containers;
import dev.lsml.e2e.parts.MotoServer;
import dev.lsml.e2e.parts.Parts;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** AWS with an empty account, on this machine. Ends, with all it started, when it is closed. */
public final class LambdaWorld implements AutoCloseable {
  /** The account's number. */
  public static final String ACCOUNT = "123456789012";

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final MotoServer moto;
  private final Containers containers;
  private final AwsDoor door;
  private final LambdaStage stage;
  private final FunctionUrls urls;
  private final QueuePoller poller;

  private LambdaWorld(Path folder) throws Exception {
    try {
      moto = kept(Parts.need("moto", () -> MotoServer.start(folder)));
      containers = kept(Parts.need("containers", Containers::open));
      Sandboxes sandboxes =
          Parts.need(
              "base-image", () -> Sandboxes.prepare(containers, folder.resolve("sandboxes")));
      door = kept(new AwsDoor(moto.api()));
      Map<String, String> surroundings = Map.of("AWS_ENDPOINT_URL", door.api().url());
      stage =
          kept(new LambdaStage(door.api(), sandboxes, surroundings, folder.resolve("instances")));
      urls = new FunctionUrls(stage);
      door.add(new LogStreams(moto.api(), stage));
      door.add(new EventSources(moto.api()));
      door.add(new FunctionSettings(moto.api().url(), stage));
      door.add(new QueuePolicies());
      door.add(urls);
      poller = kept(new QueuePoller(door.api(), stage));
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  /** Starts it, or ends the test where a part is missing. */
  public static LambdaWorld start(Path folder) throws Exception {
    return new LambdaWorld(folder);
  }

  private <T extends AutoCloseable> T kept(T part) {
    open.push(part);
    return part;
  }

  /** What whoever deploys has in the environment here, instead of an account at AWS. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(moto.environment());
    environment.put("AWS_ENDPOINT_URL", door.api().url());
    return environment;
  }

  /** AWS as everybody sees it. */
  public AwsApi api() {
    return door.api();
  }

  public MotoServer moto() {
    return moto;
  }

  public AwsDoor door() {
    return door;
  }

  public Containers containers() {
    return containers;
  }

  public LambdaStage stage() {
    return stage;
  }

  public FunctionUrls urls() {
    return urls;
  }

  public QueuePoller poller() {
    return poller;
  }

  /** The URLs of the queues that there are. */
  public List<String> queues() throws Exception {
    JsonView answer = moto.call("sqs", "AmazonSQS.ListQueues", Map.of());
    return answer.has("QueueUrls")
        ? answer.get("QueueUrls").items().stream().map(JsonView::string).toList()
        : List.of();
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
