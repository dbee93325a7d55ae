package dev.ferry.bundle.sbom;

import dev.ferry.bundle.layout.Piece;
import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Writes the bill of materials in canonical JSON. */
public final class BillOfMaterials {
  /** Its name in a bundle. */
  public static final String NAME = "sbom.cdx.json";

  /** Its media type. */
  public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json";

  private static final String SUBJECT = "environment";

  private BillOfMaterials() {}

  /**
   * The document.
   *
   * @param name of the environment
   * @param version of the environment
   * @param components each digest once, in order of path
   * @param dependencies which digests need which
   * @param others every other file of the bundle; they decide the serial number
   */
  public static byte[] bytes(
      String name,
      String version,
      List<Component> components,
      SortedMap<Digest, SortedSet<Digest>> dependencies,
      Collection<Piece> others) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    tree.put("bomFormat", "CycloneDX");
    tree.put("specVersion", "1.6");
    tree.put("serialNumber", SerialNumber.of(others));
    tree.put("version", 1);
    tree.put("metadata", Map.of("component", subject(name, version)));
    tree.put("components", components.stream().map(BillOfMaterials::component).toList());
    tree.put("dependencies", dependencies(components, dependencies));
    return CanonicalJson.bytes(tree);
  }

  private static Map<String, Object> subject(String name, String version) {
    return Map.of("type", "application", "bom-ref", SUBJECT, "name", name, "version", version);
  }

  private static Map<String, Object> component(Component component) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("type", component.kind());
    tree.put("bom-ref", component.digest().hex());
    tree.put("name", component.name());
    if (!component.version().isEmpty()) {
      tree.put("version", component.version());
    }
    if (!component.purl().isEmpty()) {
      tree.put("purl", component.purl());
    }
    tree.put("hashes", List.of(Map.of("alg", "SHA-256", "content", component.digest().hex())));
    tree.put("properties", properties(component));
    component
        .metadata()
        .ifPresent(
            metadata -> {
              List<Map<String, Object>> licences = Licences.of(metadata.licence());
              if (!licences.isEmpty()) {
                tree.put("licenses", licences);
              }
              if (!metadata.summary().isEmpty()) {
                tree.put("description", metadata.summary());
              }
            });
    return tree;
  }

  private static List<Map<String, Object>> properties(Component component) {
    List<Map<String, Object>> properties = new ArrayList<>();
    properties.add(Map.of("name", "dev.ferry:path", "value", component.path()));
    properties.add(Map.of("name", "dev.ferry:source", "value", component.source()));
    if (component.built()) {
      properties.add(Map.of("name", "dev.ferry:built", "value", "true"));
    }
    return properties;
  }

  private static List<Map<String, Object>> dependencies(
      List<Component> components, SortedMap<Digest, SortedSet<Digest>> dependencies) {
    List<Map<String, Object>> trees = new ArrayList<>();
    trees.add(
        Map.of(
            "ref",
            SUBJECT,
            "dependsOn",
            components.stream().map(component -> component.digest().hex()).sorted().toList()));
    dependencies.forEach(
        (digest, needs) ->
            trees.add(
                Map.of(
                    "ref", digest.hex(), "dependsOn", needs.stream().map(Digest::hex).toList())));
    return trees;
  }
}
