#include "analyzer/extract/annotations.h"

#include <clang/AST/Attr.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>

#include <optional>
#include <vector>

namespace loadline::extract {

namespace {

bool speaks(llvm::StringRef text) {
  return text.contains("loadline:") || text.contains("NOLINT");
}

void noteAttribute(const clang::AnnotateAttr &attribute, int codeLine, SymbolTable &symbols,
                   facts::TranslationUnitFacts &facts) {
  if (speaks(attribute.getAnnotation()))
    facts.annotations.push_back({symbols.placeOf(attribute.getLocation()),
                                 attribute.getAnnotation().trim().str(), codeLine});
}

/// A comment without its marks.
llvm::StringRef inside(llvm::StringRef comment) {
  if (comment.consume_front("/*"))
    comment.consume_back("*/");
  else
    comment = comment.ltrim('/');
  return comment.trim();
}

/// The comments of one file, found by the lexer, so that none is taken from a string. One that
/// stands alone is about the code behind it, any other about the line it stands on.
void noteComments(clang::ASTContext &context, clang::FileID file, llvm::StringRef text,
                  SymbolTable &symbols, facts::TranslationUnitFacts &facts) {
  const clang::SourceManager &sources = context.getSourceManager();
  clang::Lexer lexer(sources.getLocForStartOfFile(file), context.getLangOpts(), text.begin(),
                     text.begin(), text.end());
  lexer.SetCommentRetentionState(true);
  clang::Token token;
  int lineBefore = 0;
  std::size_t open = facts.annotations.size();
  do {
    lexer.LexFromRawLexer(token);
    const int line = static_cast<int>(sources.getSpellingLineNumber(token.getLocation()));
    if (!token.is(clang::tok::comment)) {
      for (; open < facts.annotations.size(); ++open)
        facts.annotations[open].codeLine = line;
      lineBefore = line;
      continue;
    }
    const llvm::StringRef comment(sources.getCharacterData(token.getLocation()), token.getLength());
    if (!speaks(comment))
      continue;
    facts.annotations.push_back(
        {symbols.placeOf(token.getLocation()), inside(comment).str(), line});
    if (line == lineBefore)
      open = facts.annotations.size();
  } while (token.isNot(clang::tok::eof));
}

} // namespace

void noteAttributes(const clang::Decl &decl, int codeLine, SymbolTable &symbols,
                    facts::TranslationUnitFacts &facts) {
  for (const auto *attribute : decl.specific_attrs<clang::AnnotateAttr>())
    noteAttribute(*attribute, codeLine, symbols, facts);
}

void noteAnnotations(clang::ASTContext &context, SymbolTable &symbols,
                     facts::TranslationUnitFacts &facts) {
  const clang::SourceManager &sources = context.getSourceManager();
  for (const clang::FileID file : std::vector(symbols.files())) {
    const bool isSystem = sources.isInSystemHeader(sources.getLocForStartOfFile(file));
    const auto text = isSystem ? std::nullopt : sources.getBufferDataOrNone(file);
    if (text && speaks(*text))
      noteComments(context, file, *text, symbols, facts);
  }
}

} // namespace loadline::extract
