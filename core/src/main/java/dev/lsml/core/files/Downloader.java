// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.files.PinnedHttp.Answer;
import dev.lsml.core.files.TaskFileException.Step;
import dev.lsml.core.labelstudio.Credentials;
import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.core.labelstudio.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a file from an address that a task's author chose. For each hop: one look-up, every
 * address of it checked, a connection to a checked address, credentials only for Label Studio's own
 * origin, and any redirect read here and treated as a new hop. Thread-safe.
 */
final class Downloader {
  private static final int MOST_REDIRECTS = 5;

  private final @Nullable Credentials credentials;
  private final AllowedHosts allowed;
  private final Resolver resolver;
  private final PinnedHttp http;

  Downloader(
      @Nullable Credentials credentials, AllowedHosts allowed, Resolver resolver, PinnedHttp http) {
    this.credentials = credentials;
    this.allowed = allowed;
    this.resolver = resolver;
    this.http = http;
  }

  /**
   * Opens the file.
   *
   * @return a success, to be closed by the caller
   */
  Answer open(Location.Remote file, Deadline deadline) throws FileFailure {
    Iterator<WebAddress> addresses = file.addresses().iterator();
    StringBuilder refusals = new StringBuilder();
    while (true) {
      Answer answer = follow(addresses.next(), deadline);
      int status = answer.head().status();
      if (status == 200) {
        return answer;
      }
      answer.close();
      refusals.append(refusals.length() == 0 ? "" : ", ");
      refusals.append(answer.address().origin()).append(" answered ").append(status);
      if (!addresses.hasNext()) {
        throw new FileFailure(Step.DOWNLOAD, refusals.toString(), file.remedy());
      }
    }
  }

  private Answer follow(WebAddress first, Deadline deadline) throws FileFailure {
    WebAddress address = first;
    // Once it has left the first origin a chain of redirects is in other hands.
    boolean own = true;
    for (int hop = 0; ; hop++) {
      Answer answer = own ? authorized(address, deadline) : get(address, null, deadline);
      int status = answer.head().status();
      String location = answer.head().header("location");
      if (location == null || !redirect(status)) {
        return answer;
      }
      answer.close();
      if (hop == MOST_REDIRECTS) {
        throw refused("there were more than " + MOST_REDIRECTS + " redirects", null);
      }
      WebAddress next;
      try {
        next = address.resolve(location);
      } catch (IllegalArgumentException e) {
        throw refused("the redirect's address is not usable: " + e.getMessage(), e);
      }
      if (address.origin().scheme().equals("https") && next.origin().scheme().equals("http")) {
        throw refused("it leads from https down to http", null);
      }
      own = own && next.origin().equals(address.origin());
      address = next;
    }
  }

  private Answer authorized(WebAddress address, Deadline deadline) throws FileFailure {
    try {
      String header =
          credentials == null || !KeyScope.covers(credentials.base(), address)
              ? null
              : credentials.authorization(address.origin());
      Answer answer = get(address, header, deadline);
      if (answer.head().status() == 401 && header != null && credentials != null) {
        String renewed = credentials.renewed(header);
        if (renewed != null) {
          answer.close();
          return get(address, renewed, deadline);
        }
      }
      return answer;
    } catch (LabelStudioException e) {
      throw new FileFailure(Step.LABEL_STUDIO, e.problem() + ": " + e.reason(), e.remedy(), e);
    }
  }

  private Answer get(WebAddress address, @Nullable String authorization, Deadline deadline)
      throws FileFailure {
    Origin origin = address.origin();
    InetAddress[] addresses = checked(origin);
    Socket socket;
    try {
      socket = http.connect(origin, addresses, deadline);
    } catch (IOException e) {
      throw new FileFailure(
          Step.CONNECT,
          "no connection to " + origin + ": " + words(e),
          "Check that the address is right and reachable from this machine",
          e);
    }
    try {
      return http.get(socket, address, authorization);
    } catch (IOException e) {
      throw download(e);
    }
  }

  private InetAddress[] checked(Origin origin) throws FileFailure {
    String host = origin.host();
    InetAddress[] addresses;
    byte[] literal = Literals.address(host);
    try {
      addresses = literal != null ? new InetAddress[] {Cidr.inet(literal)} : resolver.resolve(host);
    } catch (UnknownHostException e) {
      throw new FileFailure(
          Step.LOOK_UP,
          "the host " + host + " is not known here",
          "Check the host's name; this machine may need another network or name server",
          e);
    }
    boolean labelStudio = credentials != null && origin.equals(credentials.base().origin());
    if (labelStudio || allowed.name(host)) {
      return addresses;
    }
    for (InetAddress one : addresses) {
      String reason = AddressGuard.forbidden(one);
      if (reason != null && !allowed.address(one)) {
        throw new FileFailure(
            Step.CHECK_ADDRESS,
            "the host " + host + " is at a forbidden address (" + reason + ")",
            one.isLinkLocalAddress()
                ? "Nothing that a task needs is there; correct the task's data"
                : "If tasks may read from there, add the host to LSML_ALLOW_HOSTS");
      }
    }
    return addresses;
  }

  /** What goes wrong while content comes in. */
  static FileFailure download(IOException e) {
    return new FileFailure(
        Step.DOWNLOAD,
        words(e),
        "Check that the server delivers the whole file in time; larger limits can be set",
        e);
  }

  private static String words(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static boolean redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static FileFailure refused(String reason, @Nullable Throwable cause) {
    return new FileFailure(
        Step.REDIRECT, reason, "Put the final address of the file into the task's data", cause);
  }
}
