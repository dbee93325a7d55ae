package dev.ferry.cli.command;

import dev.ferry.oci.registry.http.Patience;
import dev.ferry.oci.registry.http.RegistrySettings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a registry is talked to. */
final class RegistryArguments {
  @Option(names = "--ca", paramLabel = "FILE", descriptionKey = "registry.ca")
  private Optional<String> authorities = Optional.empty();

  @Option(names = "--plain-http", descriptionKey = "registry.plain-http")
  private boolean plainHttp;

  RegistrySettings settings(Invocation invocation) {
    return new RegistrySettings(
        plainHttp, invocation.path(authorities), invocation.environment(), Patience.USUAL);
  }
}
