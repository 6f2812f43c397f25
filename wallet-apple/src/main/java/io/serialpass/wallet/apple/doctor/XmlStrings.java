package io.serialpass.wallet.apple.doctor;

import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.Shown;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a property list of texts in XML. */
final class XmlStrings {

    private static final XMLInputFactory XML = factory();

    private XmlStrings() {}

    /** Nothing outside of the file is read, and no entity is made longer. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    static boolean is(String text) {
        return text.stripLeading().startsWith("<");
    }

    static Map<String, String> read(String name, String text, List<Finding> findings) {
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(text.stripLeading()));
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                // The type of the document and comments stand before the list.
            }
            xml.require(XMLStreamConstants.START_ELEMENT, null, "plist");
            open(xml, "dict");
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                xml.require(XMLStreamConstants.START_ELEMENT, null, "key");
                String key = xml.getElementText();
                open(xml, "string");
                if (texts.put(key, xml.getElementText()) != null) {
                    findings.add(Finding.warning(
                            name, "It has the text " + Shown.text(key) + " twice.", "Keep one of them."));
                }
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            findings.add(Finding.error(
                    name,
                    "The file is not a property list of texts in XML: it breaks at line " + line + ".",
                    "Write a key and a string for each text, in one dict."));
        }
        return texts;
    }

    private static void open(XMLStreamReader xml, String element) throws XMLStreamException {
        xml.nextTag();
        xml.require(XMLStreamConstants.START_ELEMENT, null, element);
    }
}
