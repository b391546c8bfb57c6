// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.start;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes sure that a store's folder can be used before anything depends on it. */
final class StoreFolder {
  private StoreFolder() {}

  /** Makes the folder where it is missing. */
  static void prepare(Path folder) throws StartFailure {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw unusable(folder, e.getFile() + " is a file");
    } catch (AccessDeniedException e) {
      throw unusable(folder, "it cannot be made, since " + e.getFile() + " is out of bounds");
    } catch (IOException e) {
      throw unusable(folder, "it cannot be made: " + e.getMessage());
    }
    if (!Files.isWritable(folder)) {
      throw unusable(folder, "it is not writable for this user");
    }
  }

  private static StartFailure unusable(Path folder, String reason) {
    return new StartFailure(
        "The store's folder "
            + folder
            + " cannot be used: "
            + reason
            + ". Mend that, or choose another folder with LSML_STORE=file:FOLDER.");
  }
}
