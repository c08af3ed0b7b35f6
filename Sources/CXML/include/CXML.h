#ifndef CXML_H
#define CXML_H

// The few calls of libxml2 that biffure uses: a document as a list of events, changed by event.

#include <stddef.h>
#include <stdint.h>

/// The bytes are no well-formed XML.
#define CXML_DAMAGED -1
/// No memory.
#define CXML_NO_MEMORY -2
/// The document declares a type or entities, which no office file does.
#define CXML_DOCTYPE -3

/// Kinds of events.
#define CXML_START 1
#define CXML_END 2
#define CXML_ATTRIBUTE 3
#define CXML_TEXT 4
#define CXML_COMMENT 5
#define CXML_INSTRUCTION 6
/// A namespace or its prefix, declared at the element before; behind its attributes.
#define CXML_NAMESPACE 7

/// What stands at one place of a document; attributes follow their start.
typedef struct {
    int32_t kind;
    /// Number of the name, for cxml_name(); -1 for texts and comments.
    int32_t name;
    /// UTF-8 of texts, comments, instructions, attributes and namespaces; lives as long as the document,
    /// or until the event is changed, which gives it its new value.
    const uint8_t *value;
    size_t length;
} cxml_event;

/// A document in memory; one thread at a time may use it.
typedef struct cxml_document cxml_document;

/// Reads a document; no network, no entities, no document type, and no element with more than 1000
/// attributes. Returns 0, or an error code.
int32_t cxml_read(const uint8_t *bytes, size_t count, cxml_document **document);

/// Frees the document and all events. NULL is allowed.
void cxml_close(cxml_document *document);

/// The events in the order of the document; how many in `*count`.
const cxml_event *cxml_events(const cxml_document *document, size_t *count);

/// How many different names the document has.
int32_t cxml_name_count(const cxml_document *document);

/// A name: its namespace (empty for none) and its local part.
void cxml_name(const cxml_document *document, int32_t name, const char **space, const char **local);

/// Gives the text, comment or attribute at event `event` another value, UTF-8. Returns 0, or an error
/// code.
int32_t cxml_set(cxml_document *document, size_t event, const uint8_t *value, size_t length);

/// Takes away what starts at event `event`: an element with all in it, an attribute, a comment. What
/// was taken away may be named again; nothing happens then.
int32_t cxml_remove(cxml_document *document, size_t event);

/// Gives the element at event `event` an attribute, which keeps its namespace when it is there already,
/// and has none otherwise. Returns 0, or an error code.
int32_t cxml_set_attribute(cxml_document *document, size_t event, const char *local, const char *value);

/// Puts XML as first children into the element at event `event`; prefixes are those of that place.
int32_t cxml_insert(cxml_document *document, size_t event, const char *xml, size_t length);

/// The document as bytes in the encoding it came in, to be freed by cxml_free(). Returns 0, or an
/// error code.
int32_t cxml_write(cxml_document *document, uint8_t **bytes, size_t *count);

/// Frees what cxml_write() gave.
void cxml_free(uint8_t *bytes);

#endif
