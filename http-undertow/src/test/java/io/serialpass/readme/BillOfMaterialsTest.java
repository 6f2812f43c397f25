package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The bill of materials has every module that is published, in the one version. */
class BillOfMaterialsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static List<String> texts(Path pom, String path) throws Exception {
        Document document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
        NodeList nodes = (NodeList)
                XPathFactory.newDefaultInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void itHasEachModuleThatIsPublished() throws Exception {
        List<String> published = new ArrayList<>();
        for (String module : texts(ROOT.resolve("pom.xml"), "/project/modules/module")) {
            Path pom = ROOT.resolve(module).resolve("pom.xml");
            boolean isKept = texts(pom, "/project/properties/maven.deploy.skip").contains("true");
            if (!module.equals("bom") && !isKept) {
                published.addAll(texts(pom, "/project/artifactId"));
            }
        }
        Path bom = ROOT.resolve("bom/pom.xml");
        assertThat(texts(bom, "/project/dependencyManagement/dependencies/dependency/artifactId"))
                .containsExactlyInAnyOrderElementsOf(published);
        assertThat(texts(bom, "//dependency/version")).containsOnly("${project.version}");
    }

    @Test
    void itHasTheVersionOfTheParentWithoutHavingTheParent() throws Exception {
        Path bom = ROOT.resolve("bom/pom.xml");
        assertThat(texts(bom, "/project/version")).isEqualTo(texts(ROOT.resolve("pom.xml"), "/project/version"));
        assertThat(texts(bom, "/project/parent")).isEmpty();
    }
}
