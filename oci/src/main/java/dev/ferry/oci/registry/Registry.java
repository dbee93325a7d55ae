package dev.ferry.oci.registry;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.Links;
import dev.ferry.oci.Manifest;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.registry.http.Answer;
import dev.ferry.oci.registry.http.Body;
import dev.ferry.oci.registry.http.Call;
import dev.ferry.oci.registry.http.RegistrySettings;
import dev.ferry.oci.registry.http.Transport;
import dev.ferry.oci.registry.name.Repository;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** One repository of a registry: the questions of the distribution-spec, one method each. */
public final class Registry implements AutoCloseable {
  private static final String ACCEPTED =
      String.join(
          ", ",
          MediaTypes.MANIFEST,
          MediaTypes.INDEX,
          MediaTypes.DOCKER_MANIFEST,
          MediaTypes.DOCKER_INDEX);

  private final Repository repository;
  private final Transport transport;
  private final Problems problems;

  private Registry(Repository repository, Transport transport) {
    this.repository = repository;
    this.transport = transport;
    this.problems = new Problems(repository);
  }

  /** Prepares to talk to a registry; nothing is sent yet. */
  public static Registry open(Repository repository, RegistrySettings settings) {
    return new Registry(repository, Transport.open(repository, settings));
  }

  public Repository repository() {
    return repository;
  }

  Transport transport() {
    return transport;
  }

  Problems problems() {
    return problems;
  }

  /** The right to read. */
  String readScope() {
    return "repository:" + repository.path() + ":pull";
  }

  /** The right to write. */
  String writeScope() {
    return "repository:" + repository.path() + ":pull,push";
  }

  /** An address below {@code /v2/<name>/}. */
  URI at(String path) {
    return transport.at("/v2/" + repository.path() + "/" + path);
  }

  /**
   * Whether the repository has a blob.
   *
   * @param scope of the work that the question belongs to
   */
  boolean hasBlob(Descriptor blob, String scope) {
    Call call = Call.of("HEAD", at("blobs/" + blob.digest()), scope);
    try (Answer answer = transport.send(call)) {
      return switch (answer.status()) {
        case 200 -> answer.findLength("Content-Length").filter(n -> n != blob.size()).isEmpty();
        case 404 -> false;
        default -> throw problems.refused(Problems.ask(blob.digest().toString()), answer);
      };
    } catch (IOException broken) {
      throw problems.broken(Problems.ask(blob.digest().toString()), broken);
    }
  }

  /** Whether the repository has a manifest with these very bytes under a tag or digest. */
  boolean hasManifest(String reference, Digest digest) {
    Call call =
        Call.of("HEAD", at("manifests/" + reference), writeScope()).with("Accept", ACCEPTED);
    try (Answer answer = transport.send(call)) {
      return answer.status() == 200
          && answer.find("Docker-Content-Digest").filter(digest.toString()::equals).isPresent();
    } catch (IOException broken) {
      throw problems.broken(Problems.ask(reference), broken);
    }
  }

  /**
   * A document as the registry gave it.
   *
   * @param mediaType what it says it is
   * @param bytes not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by its digest, never as a record
  record Fetched(String mediaType, byte[] bytes) {
    Descriptor descriptor() {
      return Descriptor.of(mediaType, Digest.of(bytes), bytes.length);
    }
  }

  /**
   * The manifest or index under a tag or digest.
   *
   * @return nothing where there is none
   * @throws FerryException where it is not what was asked for
   */
  Optional<Fetched> findManifest(String reference, String scope) {
    Text what = Problems.fetch(reference);
    Call call = Call.of("GET", at("manifests/" + reference), scope).with("Accept", ACCEPTED);
    try (Answer answer = transport.send(call)) {
      if (answer.status() == 404) {
        return Optional.empty();
      }
      if (answer.status() != 200) {
        throw problems.refused(what, answer);
      }
      byte[] bytes = document(what, answer);
      Digest digest = Digest.of(bytes);
      String claimed = answer.find("Docker-Content-Digest").orElse(digest.toString());
      String wanted = reference.startsWith("sha256:") ? reference : claimed;
      if (!digest.toString().equals(wanted) || !digest.toString().equals(claimed)) {
        throw problems.wrong(what, digest.toString(), wanted);
      }
      return Optional.of(new Fetched(mediaType(answer, reference, bytes), bytes));
    } catch (IOException broken) {
      throw problems.broken(what, broken);
    }
  }

  private byte[] document(Text what, Answer answer) throws IOException {
    byte[] bytes =
        answer
            .findBytes(Manifest.LIMIT - 1)
            .orElseThrow(() -> problems.wrong(what, "4 MiB", "< 4 MiB"));
    Optional<Long> length = answer.findLength("Content-Length");
    if (length.isPresent() && length.get() != bytes.length) {
      throw problems.wrong(what, bytes.length + " B", length.get() + " B");
    }
    return bytes;
  }

  /** What the document says of itself counts; the header is for documents that are silent. */
  private static String mediaType(Answer answer, String reference, byte[] bytes) {
    String header =
        answer.find("Content-Type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return Links.findMediaType(reference, bytes).orElse(header);
  }

  /**
   * Stores a manifest or index.
   *
   * @param reference its digest, or a tag
   * @return whether the registry keeps lists of referrers and took it for one
   */
  boolean putManifest(String reference, String mediaType, byte[] bytes) {
    Text what = Problems.send(reference);
    Call call =
        Call.of("PUT", at("manifests/" + reference), writeScope())
            .with("Content-Type", mediaType)
            .with(Body.of(bytes))
            .patient(transport.patience().thought());
    try (Answer answer = transport.send(call)) {
      if (answer.status() != 201 && answer.status() != 200 && answer.status() != 202) {
        throw problems.refused(what, answer);
      }
      String digest = Digest.of(bytes).toString();
      String stored = answer.find("Docker-Content-Digest").orElse(digest);
      if (!stored.equals(digest)) {
        throw problems.wrong(what, stored, digest);
      }
      return answer.find("OCI-Subject").isPresent();
    } catch (IOException broken) {
      throw problems.broken(what, broken);
    }
  }

  /**
   * What the registry lists as statements about a manifest (distribution-spec, "Listing
   * Referrers").
   *
   * @return nothing where the registry keeps no such lists
   */
  Optional<ImageIndex> findReferrers(Digest subject, String scope) {
    Text what = Problems.ask("referrers/" + subject);
    Call call = Call.of("GET", at("referrers/" + subject), scope).with("Accept", MediaTypes.INDEX);
    try (Answer answer = transport.send(call)) {
      String type = answer.find("Content-Type").orElse("").split(";", 2)[0].strip();
      if (answer.status() != 200 || !type.equals(MediaTypes.INDEX)) {
        return Optional.empty();
      }
      return Optional.of(ImageIndex.parse("referrers/" + subject, document(what, answer)));
    } catch (IOException broken) {
      throw problems.broken(what, broken);
    }
  }

  @Override
  public void close() {
    transport.close();
  }
}
