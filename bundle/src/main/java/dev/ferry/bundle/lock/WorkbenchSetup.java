package dev.ferry.bundle.lock;

import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.Progress;
import dev.ferry.python.index.SourceOptions;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@link Workbench} is made of.
 *
 * @param store of downloads and caches
 * @param environment variables: where pip's configuration and interpreters are found
 * @param sources named in the spec or on the command line, in order
 * @param folder that relative locations of sources start from
 * @param options of pip's kind, over pip's own configuration
 * @param trustedHosts whose certificates are not checked, beside those of pip's configuration
 * @param waived paths inside wheels that are not judged
 * @param refresh whether servers are asked even where a cached page is fresh
 * @param allowUnhashed whether files without a claimed digest are taken
 * @param allowUnsandboxedBuild whether to build from source where the kernel gives no sandbox
 */
public record WorkbenchSetup(
    LocalBlobStore store,
    Map<String, String> environment,
    List<EnvironmentSpec.Source> sources,
    Path folder,
    SourceOptions options,
    Set<String> trustedHosts,
    Set<String> waived,
    boolean refresh,
    boolean allowUnhashed,
    boolean allowUnsandboxedBuild,
    Progress progress) {
  public WorkbenchSetup {
    environment = Map.copyOf(environment);
    sources = List.copyOf(sources);
    waived = Set.copyOf(waived);
    trustedHosts = Set.copyOf(trustedHosts);
  }
}
