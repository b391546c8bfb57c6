// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Google provider that {@code terraform} uses when it is started with {@link #environment()}.
 * What exists lives as long as this object; Terraform processes may come and go. Thread-safe.
 */
public final class StandInGoogle implements AutoCloseable {
  private static final String SERVICE = "tfplugin5.Provider";
  private static final int MAX_MESSAGE = 64 << 20;

  private final Cloud cloud;
  private final Server server;

  private StandInGoogle(Cloud cloud, Server server) {
    this.cloud = cloud;
    this.server = server;
  }

  /**
   * Starts it on a free port of this machine.
   *
   * @param control makes resources real, or {@link GoogleControl#NONE}
   */
  public static StandInGoogle start(GoogleControl control) throws IOException {
    Schema schema = Schema.read();
    Cloud cloud = new Cloud(schema, control);
    ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(SERVICE);
    new ProviderCalls(schema, cloud)
        .byName()
        .forEach(
            (name, call) ->
                service.addMethod(
                    method(name),
                    ServerCalls.asyncUnaryCall(
                        (request, response) -> {
                          try {
                            response.onNext(call.apply(request));
                            response.onCompleted();
                          } catch (RuntimeException e) {
                            e.printStackTrace();
                            response.onError(
                                Status.INTERNAL
                                    .withDescription("stand-in provider, " + name + ": " + e)
                                    .asRuntimeException());
                          }
                        })));
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .maxInboundMessageSize(MAX_MESSAGE)
            .addService(service.build())
            .build()
            .start();
    return new StandInGoogle(cloud, server);
  }

  private static MethodDescriptor<byte[], byte[]> method(String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();
  }

  /** What {@code terraform}, or whatever starts it, needs in its environment. */
  public Map<String, String> environment() {
    String reattach =
        "{\"registry.terraform.io/hashicorp/google\":{\"Protocol\":\"grpc\",\"ProtocolVersion\":5,"
            + "\"Pid\":"
            + ProcessHandle.current().pid()
            + ",\"Test\":true,\"Addr\":{\"Network\":\"tcp\",\"String\":\"127.0.0.1:"
            + server.getPort()
            + "\"}}}";
    return Map.of("TF_REATTACH_PROVIDERS", reattach);
  }

  /** Everything that was done or refused, in order. */
  public List<Applied> log() {
    return cloud.log();
  }

  /** Types of which something exists. */
  public Set<String> types() {
    return cloud.types();
  }

  /** All that exists of a type, in the order of creation, without write-only values. */
  public List<Map<String, @Nullable Object>> resources(String type) {
    return cloud.resources(type);
  }

  /**
   * The one that exists of a type.
   *
   * @throws IllegalStateException when there is none, or more than one
   */
  public Map<String, @Nullable Object> resource(String type) {
    List<Map<String, @Nullable Object>> all = resources(type);
    if (all.size() != 1) {
      throw new IllegalStateException("there are " + all.size() + " of " + type);
    }
    return all.get(0);
  }

  /** Refuses the next creation or change of a type, once. */
  public void failNext(String type, String message) {
    cloud.failNext(type, message);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
