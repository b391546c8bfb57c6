// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.image.OwnPlatform;
import dev.lsml.deploy.lambda.CodeStore;
import dev.lsml.deploy.lambda.FunctionZip;
import dev.lsml.deploy.lambda.Packaging;
import dev.lsml.deploy.lambda.ZipContents;
import dev.lsml.deploy.plan.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** What Lambda runs of a Maven project: a zip with a snapshot, or an image. */
final class BackendPackage implements Images {
  private final BackendJars jars;
  private final Path folder;
  private final Path ownJars;
  private final @Nullable String wanted;
  private final Supplier<CodeStore> codes;
  private final Supplier<BackendImage> image;
  private final Log log;

  /**
   * Makes one; nothing is built yet.
   *
   * @param buildFolder such as {@code target}
   * @param wanted {@code zip} or {@code image}; {@code null} for whatever fits
   * @param codes where zips go; asked only for a zip
   * @param image asked only for an image
   */
  BackendPackage(
      BackendJars jars,
      Path buildFolder,
      @Nullable String wanted,
      Supplier<CodeStore> codes,
      Supplier<BackendImage> image,
      Log log) {
    this.jars = jars;
    this.ownJars = buildFolder.resolve("lsml").resolve("jars");
    this.folder = buildFolder.resolve("lsml").resolve("aws");
    this.wanted = wanted;
    this.codes = codes;
    this.image = image;
    this.log = log;
  }

  /**
   * Builds it and takes it to where Lambda gets it from.
   *
   * @param name of the image, if it becomes one
   * @return {@code s3://BUCKET/code/SHA256.zip}, or the image's name with its digest
   */
  @Override
  public String push(String name) {
    ZipContents contents = contents();
    return isZip(contents) ? codes.get().put(zip(contents)) : image.get().push(name);
  }

  /** Builds it into the build's folder and says what it is and where, for people. */
  String write() {
    ZipContents contents = contents();
    if (isZip(contents)) {
      FunctionZip zip = zip(contents);
      return zip.file() + ", " + zip.bytes() + " bytes, SHA-256 " + zip.sha256();
    }
    Path file = folder.resolve("image.tar");
    return file + ", " + image.get().write(file);
  }

  /** The image, whether it would be chosen or not. */
  BackendImage image() {
    return image.get();
  }

  private ZipContents contents() {
    return ZipContents.of(OwnPlatform.of(jars.classPath(), ownJars));
  }

  private boolean isZip(ZipContents contents) {
    Packaging.Choice choice = Packaging.choose(wanted, contents);
    log.info("  Package: " + choice.reason());
    return choice.packaging() == Packaging.ZIP;
  }

  private FunctionZip zip(ZipContents contents) {
    if (!contents.leftOut().isEmpty()) {
      log.info(
          "  Package: left out, being libraries of other platforms: "
              + String.join(", ", contents.leftOut()));
    }
    try {
      return FunctionZip.write(contents, folder.resolve("function.zip"));
    } catch (IOException e) {
      throw new DeployException(
          "The zip cannot be built",
          String.valueOf(e.getMessage()),
          "See that there is room in " + folder + " and run the same command again",
          e);
    }
  }
}
