// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.labelstudio.Credentials;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link TaskFiles} may look. Immutable.
 *
 * @param cacheFolder made when it is first needed; best not shared with another process
 * @param credentials for files that Label Studio keeps; {@code null} when it is not to be asked
 * @param allowedHosts hosts and networks that tasks may name although they are not public
 * @param uploadFolder Label Studio's folder {@code media/upload} when it is mounted here, else
 *     {@code null}
 * @param localFilesRoot {@code LOCAL_FILES_DOCUMENT_ROOT} when it was set, else {@code null}; there
 *     is no default, since everything below it is readable by anyone who can import a task
 */
public record TaskFilesOptions(
    Path cacheFolder,
    @Nullable Credentials credentials,
    AllowedHosts allowedHosts,
    @Nullable Path uploadFolder,
    @Nullable Path localFilesRoot,
    FileLimits limits) {

  /** Public web addresses only, with the usual limits. */
  public static TaskFilesOptions in(Path cacheFolder) {
    return new TaskFilesOptions(
        cacheFolder, null, AllowedHosts.NONE, null, null, FileLimits.defaults());
  }
}
