// Files in the languages of registers/words are mapped without help, and no word of them serves two fields.

#include <gtest/gtest.h>

#include "cairn/intake/cells.hpp"
#include "intake/import_text.hpp"

namespace cairn {
namespace {

using registers::FieldType;

struct ForeignFile {
    const char* language;
    const char* text;
};

/// The same three finds: id, longitude, latitude, date, device, count, depth, what became of it, remarks.
const std::vector<ForeignFile>& finds_in_all_languages() {
    static const std::vector<ForeignFile> files{
        {"English",
         "Entry number;Longitude;Latitude;Date of discovery;Kind of device;Quantity;Depth;Disposal;Remarks\n"
         "F1;45,1;40,1;17.05.2004;AP mine;2;0,1;destroyed;wire\nF2;45,2;40,2;18.05.2004;AT mine;1;0,2;removed;\n"
         "F3;45,3;40,3;30.05.2004;UXO;3;0,0;left;\n"},
        {"French",
         "Référence;Longitude;Latitude;Date de découverte;Type d'engin;Quantité;Profondeur;Élimination;Observations\n"
         "F1;45,1;40,1;17.05.2004;mine antipersonnel;2;0,1;détruit;fil\n"
         "F2;45,2;40,2;18.05.2004;mine antichar;1;0,2;enlevé;\nF3;45,3;40,3;30.05.2004;munition non "
         "explosée;3;0,0;laissé;\n"},
        {"Russian",
         "Учётный номер;Долгота;Широта;Дата обнаружения;Тип боеприпаса;Количество;Глубина;Уничтожение;Примечание\n"
         "F1;45,1;40,1;17.05.2004;противопехотная мина;2;0,1;уничтожено;проволока\n"
         "F2;45,2;40,2;18.05.2004;ПТМ;1;0,2;изъято;\nF3;45,3;40,3;30.05.2004;неразорвавшийся "
         "боеприпас;3;0,0;оставлено;\n"},
        {"Ukrainian",
         "Обліковий номер;Довгота;Широта;Дата виявлення;Тип боєприпасу;Кількість;Глибина;Знищення;Примітка\n"
         "F1;45,1;40,1;17.05.2004;протипіхотна міна;2;0,1;знищено;дріт\n"
         "F2;45,2;40,2;18.05.2004;протитанкова;1;0,2;вилучено;\nF3;45,3;40,3;30.05.2004;ВНП;3;0,0;залишено;\n"},
        {"Spanish",
         "Código;Longitud;Latitud;Fecha de hallazgo;Tipo de artefacto;Cantidad;Profundidad;Disposición;Observaciones\n"
         "F1;45,1;40,1;17.05.2004;mina antipersona;2;0,1;destruida;alambre\n"
         "F2;45,2;40,2;18.05.2004;mina antitanque;1;0,2;retirado;\nF3;45,3;40,3;30.05.2004;MUSE;3;0,0;dejado;\n"},
        {"Portuguese",
         "Código;Longitude;Latitude;Data da descoberta;Tipo de engenho;Quantidade;Profundidade;Eliminação;Observações\n"
         "F1;45,1;40,1;17.05.2004;mina antipessoal;2;0,1;destruída;arame\n"
         "F2;45,2;40,2;18.05.2004;mina anticarro;1;0,2;removido;\n"
         "F3;45,3;40,3;30.05.2004;engenho não explodido;3;0,0;deixado;\n"},
        {"Arabic",
         "رقم السجل;خط الطول;خط العرض;تاريخ العثور;نوع اللغم;العدد;العمق;طريقة التخلص;ملاحظات\n"
         "F1;45,1;40,1;17.05.2004;لغم مضاد للأفراد;2;0,1;مدمر;سلك\n"
         "F2;45,2;40,2;18.05.2004;مضاد للدبابات;1;0,2;رفع;\nF3;45,3;40,3;30.05.2004;ذخيرة غير منفجرة;3;0,0;ترك;\n"},
        {"Armenian",
         "Գրառման համար;Երկայնություն;Լայնություն;Հայտնաբերման ամսաթիվ;Ականի "
         "տեսակ;Քանակ;Խորություն;Ոչնչացում;Նշումներ\n"
         "F1;45,1;40,1;17.05.2004;հակահետևակային ական;2;0,1;ոչնչացված;լար\n"
         "F2;45,2;40,2;18.05.2004;հակատանկային;1;0,2;հանված;\nF3;45,3;40,3;30.05.2004;չպայթած արկ;3;0,0;թողնված;\n"},
        {"Azerbaijani",
         "Nömrə;Uzunluq;Enlik;Tapılma tarixi;Minanın növü;Sayı;Dərinlik;Məhvetmə;Qeydlər\n"
         "F1;45,1;40,1;17.05.2004;piyada əleyhinə mina;2;0,1;məhv edilib;məftil\n"
         "F2;45,2;40,2;18.05.2004;Tank eleyhine mina;1;0,2;götürülüb;\n"
         "F3;45,3;40,3;30.05.2004;partlamamış sursat;3;0,0;saxlanılıb;\n"},
        {"Bosnian, Croatian, Serbian",
         "Oznaka;Geografska dužina;Geografska širina;Datum pronalaska;Vrsta mine;Količina;Dubina;Način "
         "uništenja;Napomena\n"
         "F1;45,1;40,1;17.05.2004;protupješačka mina;2;0,1;uništeno;žica\n"
         "F2;45,2;40,2;18.05.2004;protivtenkovska "
         "mina;1;0,2;uklonjeno;\nF3;45,3;40,3;30.05.2004;NUS;3;0,0;ostavljeno;\n"},
        {"Serbian, Cyrillic",
         "Ознака;Географска дужина;Географска ширина;Датум проналаска;Врста мине;Количина;Дубина;Начин "
         "уништења;Напомена\n"
         "F1;45,1;40,1;17.05.2004;противпешадијска мина;2;0,1;уништено;жица\n"
         "F2;45,2;40,2;18.05.2004;противтенковска "
         "мина;1;0,2;уклоњено;\nF3;45,3;40,3;30.05.2004;НУС;3;0,0;остављено;\n"},
        {"IMSMA",
         "LocalID;Longitude_WGS84;Latitude_WGS84;DateOfDiscovery;OrdnanceCategory;Qty_Found;Device_Depth;"
         "DisposalMethod;FreeText\n"
         "F1;45,1;40,1;17.05.2004;Mines AP;2;0,1;Destroyed in situ;wire\n"
         "F2;45,2;40,2;18.05.2004;Mines AT;1;0,2;Removed;\nF3;45,3;40,3;30.05.2004;UXO;3;0,0;Left in place;\n"},
    };
    return files;
}

/// A value that a field of that type takes.
std::string fitting_value(const registers::Field& field) {
    if (field.code_list) return registers::Schemas::built_in().find_code_list(*field.code_list)->values.front().value;
    switch (field.type) {
        case FieldType::date: return "2004-05-06";
        case FieldType::boolean: return "yes";
        case FieldType::integer:
        case FieldType::real: return "1";
        case FieldType::text: return "Upper field";
    }
    return "";
}

intake::FileProfile one_column(const std::string& name, const std::string& value) {
    intake::ColumnProfile column{.name = name};
    column.filled = 1;
    column.texts[value] = 1;
    column.examples = {value};
    if (intake::parse_decimal(value, '.')) column.numbers = 1;
    intake::FileProfile profile;
    profile.rows = 1;
    profile.columns = {column};
    profile.table.columns = {name};
    return profile;
}

}  // namespace

TEST(Languages, AFileOfFindsIsMappedWithoutHelp) {
    for (const auto& [language, text] : finds_in_all_languages()) {
        const auto guess = tests::guess_text("finds.csv", text, "find");
        for (const auto& question : guess.questions) {
            const bool is_asked_anyway = question.code == "crs_not_stated" || question.severity == Severity::note;
            EXPECT_TRUE(is_asked_anyway) << language << ": " << question.message;
        }
        intake::Mapping mapping = guess.mapping;
        EXPECT_EQ(mapping.place.kind, intake::PlaceSource::Kind::lon_lat) << language;
        EXPECT_TRUE(mapping.id_column) << language;
        for (const char* field : {"date_found", "device_category", "count", "depth_m", "disposal", "comments"}) {
            EXPECT_TRUE(mapping.fields.contains(field)) << language << " " << field;
        }
        mapping.crs = "EPSG:4326";
        const auto done = tests::import_text("finds.csv", text, to_json(mapping));
        ASSERT_EQ(done.summary().accepted, 3) << language;
        EXPECT_EQ(text_of(done.entity(0), "device_category"), "ap-mine") << language;
        EXPECT_EQ(text_of(done.entity(1), "device_category"), "av-mine") << language;
        EXPECT_EQ(text_of(done.entity(2), "device_category"), "uxo") << language;
        EXPECT_EQ(text_of(done.entity(0), "disposal"), "destroyed") << language;
        EXPECT_EQ(text_of(done.entity(1), "disposal"), "removed") << language;
        EXPECT_EQ(text_of(done.entity(2), "disposal"), "left-marked") << language;
        EXPECT_EQ(integer_of(done.entity(2), "count"), 3) << language;
    }
}

// Every word, as the only column of a file: read as its field, or asked about; never as another.
TEST(Languages, EachWordMeansItsFieldOrIsAsked) {
    const auto& schemas = registers::Schemas::built_in();
    int words = 0, asked = 0;
    for (const auto& schema : schemas.all()) {
        for (const auto& field : schema.fields) {
            if (!field.imported || field.name == "source_id") continue;
            for (const auto& word : field.words) {
                const auto guess = intake::guess_mapping(one_column(word, fitting_value(field)), schema.kind, schemas);
                const bool is_asked = std::any_of(guess.questions.begin(), guess.questions.end(),
                                                  [](const auto& q) { return q.code == "ambiguous_column"; });
                const bool is_read = field.name == "package" ? guess.mapping.package_column == word
                                                             : guess.mapping.fields.contains(field.name);
                EXPECT_TRUE(is_read || is_asked) << schema.kind << "." << field.name << " by " << word;
                ++words;
                asked += is_asked ? 1 : 0;
            }
        }
    }
    std::printf("%d words for fields, %d of them asked about\n", words, asked);
    EXPECT_GT(words, 4000);
    EXPECT_LE(asked, 5);
}

TEST(Languages, EachWordForACodeMeansItAlone) {
    int words = 0;
    for (const auto& list : registers::Schemas::built_in().code_lists()) {
        for (const auto& value : list.values) {
            for (const auto& word : value.words) {
                const auto* found = list.find(word);
                ASSERT_NE(found, nullptr) << list.name << " " << word;
                EXPECT_EQ(found->value, value.value) << list.name << " " << word;
                ++words;
            }
        }
    }
    EXPECT_GT(words, 1500);
}

TEST(Languages, AWordThatMeansTwoFieldsIsAskedUnlessTheValuesTell) {
    // Spanish for a name, French for a number.
    const auto asked = tests::guess_text("a.csv", "nombre\n12\n14\n", "recorded-area");
    EXPECT_FALSE(asked.mapping.fields.contains("name"));
    EXPECT_FALSE(asked.mapping.fields.contains("claimed_count_low"));
    const auto told = tests::guess_text("a.csv", "nombre\nCampo viejo\nLa loma\n", "recorded-area");
    EXPECT_TRUE(told.mapping.fields.contains("name"));
}

}  // namespace cairn
