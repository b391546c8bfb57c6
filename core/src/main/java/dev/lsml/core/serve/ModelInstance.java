// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.model.LabelStudioModel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * One model for one version and label config: loaded by the first use, shared by all, closed after
 * the last use once it is retired. Thread-safe.
 */
final class ModelInstance {
  private static final Logger LOG = System.getLogger(ModelInstance.class.getName());

  /** Makes the model; called once, unless it fails. */
  interface Loader {
    LabelStudioModel load(LabelConfig labelConfig, String version) throws Exception;
  }

  private final String version;
  private final String xml;
  private final Loader loader;
  private final Object loading = new Object();

  private @Nullable LabelConfig labelConfig;
  private @Nullable LabelStudioModel model;
  private int uses;
  private boolean retired;
  private volatile long lastUsedNanos;

  ModelInstance(String version, String xml, Loader loader) {
    this.version = version;
    this.xml = xml;
    this.loader = loader;
  }

  String version() {
    return version;
  }

  String xml() {
    return xml;
  }

  long lastUsedNanos() {
    return lastUsedNanos;
  }

  /** The model in use by somebody, who must close this. */
  final class Use implements AutoCloseable {
    private final LabelStudioModel model;
    private final LabelConfig labelConfig;

    Use(LabelStudioModel model, LabelConfig labelConfig) {
      this.model = model;
      this.labelConfig = labelConfig;
    }

    LabelStudioModel model() {
      return model;
    }

    LabelConfig labelConfig() {
      return labelConfig;
    }

    String version() {
      return version;
    }

    @Override
    public void close() {
      release();
    }
  }

  /**
   * Takes the model into use, loading it first where nobody did yet; callers that come meanwhile
   * wait for the one that loads.
   *
   * @return {@code null} when it is retired; the caller then looks for its successor
   * @throws Exception when it cannot be loaded; the next use tries again
   */
  @Nullable Use use(long nowNanos) throws Exception {
    lastUsedNanos = nowNanos;
    Use use = take();
    if (use == null && !isRetired()) {
      synchronized (loading) {
        use = take();
        if (use == null && !isRetired()) {
          LabelConfig parsed = LabelConfig.parse(xml);
          LabelStudioModel loaded = loader.load(parsed, version);
          use = loaded(loaded, parsed);
        }
      }
    }
    return use;
  }

  private synchronized boolean isRetired() {
    return retired;
  }

  private synchronized @Nullable Use take() {
    if (model == null || labelConfig == null || retired) {
      return null;
    }
    uses++;
    return new Use(model, labelConfig);
  }

  private synchronized Use loaded(LabelStudioModel newModel, LabelConfig parsed) {
    model = newModel;
    labelConfig = parsed;
    uses++;
    return new Use(newModel, parsed); // even when retired meanwhile: it serves this one request
  }

  private void release() {
    LabelStudioModel toClose = null;
    synchronized (this) {
      uses--;
      if (retired && uses == 0) {
        toClose = model;
        model = null;
      }
    }
    close(toClose);
  }

  /** Closes the model now or after its last use; no new use begins. */
  void retire() {
    LabelStudioModel toClose = null;
    synchronized (this) {
      retired = true;
      if (uses == 0) {
        toClose = model;
        model = null;
      }
    }
    close(toClose);
  }

  private void close(@Nullable LabelStudioModel closing) {
    if (closing != null) {
      try {
        closing.close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "closing the model of version " + version + " failed", e);
      }
    }
  }
}
