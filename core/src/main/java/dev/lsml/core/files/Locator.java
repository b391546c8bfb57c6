// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.files.TaskFileException.Step;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.Credentials;
import dev.lsml.core.protocol.Task;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a task's value by the table of protocol §5.4. Looks at the disk, never at the network. */
final class Locator {
  private static final String UPLOAD = "data/upload/";
  private static final String LOCAL_FILES = "data/local-files";

  private final @Nullable BaseUrl base;
  private final @Nullable Path uploadFolder;
  private final @Nullable Path localFilesRoot;
  private final long maxFileBytes;

  Locator(TaskFilesOptions options) {
    Credentials credentials = options.credentials();
    this.base = credentials == null ? null : credentials.base();
    this.uploadFolder = absolute(options.uploadFolder());
    this.localFilesRoot = absolute(options.localFilesRoot());
    this.maxFileBytes = options.limits().maxFileBytes();
  }

  Location locate(Task task, String value) throws FileFailure {
    String uri = value.strip();
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    if (scheme.equals("data")) {
      return DataUri.read(uri, maxFileBytes);
    } else if (scheme.equals("http") || scheme.equals("https")) {
      return web(task, uri);
    } else if (scheme.equals("s3") || scheme.equals("gs") || scheme.equals("azure-blob")) {
      return cloud(task, uri);
    }
    Location atLabelStudio = atLabelStudio(task, uri);
    if (atLabelStudio != null) {
      return atLabelStudio;
    }
    Path root = localFilesRoot;
    if (root != null && uri.startsWith(root + "/")) {
      Path file = LocalFiles.find(root, uri.substring(root.toString().length() + 1));
      if (file != null) {
        return new Location.Local(file);
      }
    }
    throw new FileFailure(
        Step.READ_ADDRESS,
        "the value is neither a web address, nor a file that Label Studio keeps, nor a bucket's"
            + " object",
        "Correct the task's data; a path on this machine works only below"
            + " LOCAL_FILES_DOCUMENT_ROOT");
  }

  private Location web(Task task, String uri) throws FileFailure {
    WebAddress address;
    try {
      address = WebAddress.parse(uri);
    } catch (IllegalArgumentException e) {
      throw new FileFailure(
          Step.READ_ADDRESS, String.valueOf(e.getMessage()), "Correct the task's data", e);
    }
    if (base != null && address.origin().equals(base.origin())) {
      Location atLabelStudio = atLabelStudio(task, address.target());
      if (atLabelStudio != null) {
        return atLabelStudio;
      }
    }
    return new Location.Remote(
        address.toString(),
        extension(address.target()),
        List.of(address),
        "Check that the address still works and needs no sign-in");
  }

  /** Reads the paths that Label Studio itself hands out; {@code null} when it is none of these. */
  private @Nullable Location atLabelStudio(Task task, String uri) throws FileFailure {
    String path = uri.startsWith("/") ? uri : "/" + uri;
    if (uri.startsWith("upload/")) {
      return upload(uri.substring("upload/".length()));
    }
    int question = path.indexOf('?');
    int upload = path.indexOf("/" + UPLOAD);
    if (upload >= 0 && (question < 0 || upload < question)) {
      return upload(path.substring(upload + 1 + UPLOAD.length()));
    }
    if (question > 0) {
      String before = path.substring(0, question);
      if (before.endsWith("/" + LOCAL_FILES) || before.endsWith("/" + LOCAL_FILES + "/")) {
        return localFile(task, parameter(path.substring(question + 1), "d"));
      }
    }
    return null;
  }

  private Location upload(String rest) throws FileFailure {
    int question = rest.indexOf('?');
    String name = decoded(question < 0 ? rest : rest.substring(0, question), false);
    LocalFiles.checkPlain(name);
    Path folder = uploadFolder;
    Path file = folder == null ? null : LocalFiles.find(folder, name);
    if (file != null) {
      return new Location.Local(file);
    }
    String stored = "upload/" + name;
    return new Location.Remote(
        base() + " " + stored,
        extension(name),
        List.of(
            at("/" + UPLOAD + encoded(name).replace("%2F", "/")),
            at("/storage-data/uploaded/?filepath=" + encoded(stored))),
        "Check in Label Studio that the file is still there and that the key's user may see it");
  }

  private Location localFile(Task task, String relative) throws FileFailure {
    LocalFiles.checkPlain(relative);
    Path root = localFilesRoot;
    Path file = root == null ? null : LocalFiles.find(root, relative);
    if (file != null) {
      return new Location.Local(file);
    }
    return new Location.Remote(
        base() + " " + owner(task) + " local-files " + relative,
        extension(relative),
        List.of(at("/" + LOCAL_FILES + "/?d=" + encoded(relative))),
        "Label Studio must run with LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED=true and have a local"
            + " storage for this folder in the project");
  }

  private Location cloud(Task task, String uri) throws FileFailure {
    if (task.id() == null) {
      throw new FileFailure(
          Step.READ_ADDRESS,
          "the file is in a bucket that Label Studio opens by task id, and this task has none",
          "Send the task as Label Studio has it, with its id");
    }
    String name = Base64.getUrlEncoder().encodeToString(uri.getBytes(StandardCharsets.UTF_8));
    return new Location.Remote(
        base() + " " + owner(task) + " " + uri,
        extension(uri),
        List.of(at("/tasks/" + task.id() + "/presign/?fileuri=" + encoded(name))),
        "The bucket must be connected to the project as a source storage, with credentials that"
            + " may read it");
  }

  /** Who may see a file of a storage is decided per project, so that its files are not shared. */
  private static String owner(Task task) {
    return task.json().get("project") instanceof Number project
        ? "project " + project
        : "task " + task.id();
  }

  private BaseUrl base() throws FileFailure {
    if (base == null) {
      throw new FileFailure(
          Step.LABEL_STUDIO,
          "only Label Studio can hand out this file, and its address or key is not set",
          "Set LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY");
    }
    return base;
  }

  private WebAddress at(String path) throws FileFailure {
    return WebAddress.parse(base().at(path).toString());
  }

  private static String parameter(String query, String name) throws FileFailure {
    for (int start = 0; start < query.length(); ) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      if (query.startsWith(name + "=", start)) {
        return decoded(query.substring(start + name.length() + 1, end), true);
      }
      start = end + 1;
    }
    throw new FileFailure(
        Step.READ_ADDRESS, "the address names no file", "Correct the task's data: …?d=<path>");
  }

  private static String decoded(String text, boolean plusIsSpace) throws FileFailure {
    try {
      return URLDecoder.decode(
          plusIsSpace ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new FileFailure(
          Step.READ_ADDRESS,
          "its percent-encoding is broken",
          "Correct the task's data; a percent sign is written %25",
          e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The short ending of a path, for those who choose a decoder by it; empty when there is none. */
  private static String extension(String path) {
    int end = path.indexOf('?') < 0 ? path.length() : path.indexOf('?');
    int dot = path.lastIndexOf('.', end);
    if (dot < 0 || path.indexOf('/', dot) >= 0 && path.indexOf('/', dot) < end) {
      return "";
    }
    String extension = path.substring(dot, end).toLowerCase(Locale.ROOT);
    if (extension.length() < 2 || extension.length() > 9) {
      return "";
    }
    for (int i = 1; i < extension.length(); i++) {
      char c = extension.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        return "";
      }
    }
    return extension;
  }

  private static @Nullable Path absolute(@Nullable Path folder) {
    return folder == null ? null : folder.toAbsolutePath().normalize();
  }
}
