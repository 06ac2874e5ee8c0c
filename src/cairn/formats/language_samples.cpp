#include "cairn/formats/language_samples.hpp"

#include <array>

namespace cairn::formats {
namespace {

constexpr std::string_view russian = R"(
Населённый пункт расположен на левом берегу реки, в двадцати километрах к северу от районного центра. Минное поле было
обнаружено жителями во время сельскохозяйственных работ; по их словам, здесь подорвался трактор. Группа разминирования
провела нетехническое обследование, опросила старосту, пастуха и учительницу школы. Граница участка обозначена колышками и
знаками. Координаты поворотных точек определены приёмником, точность около пяти метров. Карта составлена в условной системе
координат, масштаб один к пятидесяти тысячам. Следы взрывов, остатки проволоки, ящики из-под боеприпасов. Найдены
противопехотные и противотанковые мины, взрыватели, неразорвавшиеся снаряды, гранаты. Опасность сохраняется вдоль дороги,
у моста, возле кладбища, на опушке леса, в саду и на пашне. Пострадавшие: двое ранены, один погиб. Дата происшествия указана
приблизительно. Очистка завершена, площадь передана общине. Съезд, объезд, подъём, въезд, съёмка, объём, щебень, эхо, цех, юг.
Деревня, село, посёлок, хутор, станция, город, область, район, округ, улица, переулок, площадь, озеро, гора, ущелье, долина,
перевал, овраг, родник, колодец, мельница, ферма, завод, карьер, водохранилище, плотина, лесничество, пастбище, высота.
Александровка, Михайловское, Дмитриев, Петровский, Николаевка, Васильево, Ильинка, Сергеевка, Фёдоровка, Екатериновка,
Ключи, Холмы, Ручьи, Дубки, Ельники, Липки, Осинка, Журавли, Сосенки, Грачи, Лебяжье, Щукино, Окунёво, Бобровка, Зайцево,
Малые, Большие, Старый, Новая, Нижний, Верхнее, Средняя, Дальний, Ближнее, Красный, Белый, Чёрный, Зелёная, Жёлтый, Синий
Кузнецово, Плотниково, Гончары, Рыбацкий, Пасечная, Хлебный, Ягодное, Яблоневка, Вишнёвая, Тополевка, Цветочный, Юрьевка
)";

constexpr std::string_view ukrainian = R"(
Населений пункт розташований на правому березі річки, за п'ятнадцять кілометрів від районного центру. Мінне поле виявили
мешканці під час польових робіт; за їхніми словами, тут підірвався трактор. Група розмінування провела нетехнічне обстеження,
опитала старосту громади, пастуха та вчительку школи. Межі ділянки позначено кілочками й знаками. Координати поворотних точок
визначено приймачем, точність близько п'яти метрів. Знайдено протипіхотні та протитанкові міни, підривники, нерозірвані
снаряди, гранати, ящики з-під боєприпасів. Небезпека зберігається вздовж дороги, біля мосту, поруч із цвинтарем, на узліссі,
у садку та на ріллі. Постраждалі: двоє поранених, один загинув. Дата події вказана приблизно. Очищення завершено, площу
передано громаді. З'їзд, об'єкт, під'їзд, в'їзд, ґанок, ґрунт, щебінь, єдність, Європа, її, їжак, йти, цех, юнак, ялина.
Село, селище, хутір, станція, місто, область, район, округа, вулиця, провулок, майдан, озеро, гора, ущелина, долина, перевал,
яр, джерело, криниця, млин, ферма, завод, кар'єр, водосховище, гребля, лісництво, пасовище, висота, урочище, балка, острів
Олександрівка, Михайлівка, Дмитрівка, Петрівське, Миколаївка, Василівка, Іллінка, Сергіївка, Федорівка, Катеринівка, Ганнівка
Ключі, Горби, Струмки, Дубки, Ялинники, Липки, Осички, Журавлі, Сосонки, Граки, Лебедине, Щукине, Окунівка, Бобрівка, Заїчинці
Малі, Великі, Старий, Нова, Нижній, Верхнє, Середня, Далекий, Ближнє, Червоний, Білий, Чорний, Зелена, Жовтий, Синій, Ясна
Ковалівка, Теслярі, Гончарі, Рибальське, Пасічна, Хлібне, Ягідне, Яблунівка, Вишнева, Тополівка, Квіткове, Юріївка, Їжаківка
)";

constexpr std::string_view serbian_cyrillic = R"(
Насеље се налази на лијевој обали ријеке, двадесет километара сјеверно од општинског средишта. Минско поље открили су мјештани
током пољских радова; кажу да је ту страдао трактор. Тим за деминирање извршио је нетехничко извиђање, разговарао са чобаном,
учитељицом и старјешином села. Граница сумњиве површине обиљежена је кочићима и знаковима. Координате преломних тачака
одређене су пријемником, тачност око пет метара. Нађене су противпјешадијске и противтенковске мине, упаљачи, неексплодиране
гранате, сандуци муниције. Опасност остаје дуж пута, код моста, поред гробља, на ивици шуме, у воћњаку и на њиви. Повријеђени:
двоје рањених, један погинуо. Датум догађаја наведен је приближно. Чишћење је завршено, површина предата општини. Ђак, џеп, љуска
Село, град, засеок, општина, округ, област, улица, језеро, брдо, клисура, долина, превој, јаруга, извор, бунар, млин, њива, поље
Горњи, Доњи, Стари, Нова, Мали, Велика, Средњи, Бијело, Црни, Црвена, Зелени, Љубиње, Њивице, Ђурђевак, Џепови, Ћићево, Шљивик
Петровићи, Марковац, Николићи, Јовановац, Ковачево, Лончари, Рибарић, Пчелиње, Брезик, Јелик, Храстово, Јаблан, Вишњица, Орашје
)";

constexpr std::string_view armenian = R"(
Բնակավայրը գտնվում է գետի ձախ ափին, շրջանի կենտրոնից քսան կիլոմետր հյուսիս։ Ականապատ դաշտը հայտնաբերել են գյուղացիները
դաշտային աշխատանքների ժամանակ, նրանց խոսքով այստեղ պայթել է տրակտոր։ Ականազերծման խումբը կատարել է ոչ տեխնիկական
հետազոտություն, հարցրել է գյուղապետին, հովվին և դպրոցի ուսուցչուհուն։ Տարածքի սահմանը նշված է ցցերով ու նշաններով։
Կոորդինատները որոշված են ընդունիչով, ճշտությունը մոտ հինգ մետր է։ Գտնվել են հակահետևակային և հակատանկային ականներ,
պայթուցիչներ, չպայթած արկեր, նռնակներ, զինամթերքի արկղեր։ Վտանգը մնում է ճանապարհի երկայնքով, կամրջի մոտ, գերեզմանոցի
հարևանությամբ, անտառի եզրին, այգում և վարելահողում։ Տուժածներ՝ երկու վիրավոր, մեկ զոհված։ Դեպքի ամսաթիվը նշված է մոտավոր։
Մաքրումն ավարտված է, տարածքը հանձնված է համայնքին։ Օձ, ֆերմա, ջուր, ծառ, ձյուն, ղեկավար, ճակատ, չափ, պատ, ռազմական, փողոց
Գյուղ, քաղաք, մարզ, շրջան, համայնք, փողոց, լիճ, սար, ձոր, հովիտ, լեռնանցք, աղբյուր, ջրհոր, ջրաղաց, գործարան, ջրամբար, բլուր
Վերին, Ներքին, Նոր, Հին, Մեծ, Փոքր, Միջին, Սպիտակ, Սև, Կարմիր, Կանաչ, Արևելյան, Արևմտյան, Հյուսիսային, Հարավային, Բարձր
Այգեձոր, Ծաղկաշեն, Քարաշեն, Ջրաձոր, Լուսաշող, Հովտաշեն, Բերդաքար, Տանձուտ, Խնձորեսկ, Ընկուզաշատ, Թթուջուր, Կաղնուտ, Ուռուտ
Մարգարա, Արտաշատ, Գեղաշեն, Վարդաձոր, Դարբնիկ, Բազմաբերդ, Հացաշեն, Եղեգնուտ, Զորաշեն, Շիրակաձոր, Իջևանք, Ծովահայաց, Ոսկեհատ
ԳՅՈՒՂ ՔԱՂԱՔ ՄԱՐԶ ՀԱՄԱՅՆՔ ԱԿԱՆ ՎԵՐԻՆ ՆԵՐՔԻՆ ՆՈՐ ՀԻՆ
)";

constexpr std::string_view arabic = R"(
تقع القرية على الضفة اليسرى للنهر على بعد عشرين كيلومترا شمال مركز المنطقة. اكتشف السكان حقل الألغام أثناء الأعمال الزراعية،
وقالوا إن جرارا انفجر هنا. أجرى فريق إزالة الألغام مسحا غير تقني وسأل المختار والراعي ومعلمة المدرسة. حدود المساحة معلمة بأوتاد
وعلامات. حددت إحداثيات نقاط الانعطاف بجهاز استقبال بدقة خمسة أمتار تقريبا. عثر على ألغام مضادة للأفراد وأخرى مضادة للدبابات
وصواعق وقذائف غير منفجرة وقنابل عنقودية وصناديق ذخيرة. الخطر باق على طول الطريق وعند الجسر وقرب المقبرة وعلى طرف الغابة وفي
البستان والحقل. الضحايا جريحان وقتيل واحد. تاريخ الحادث تقريبي. انتهى التطهير وسلمت الأرض إلى البلدية. ملاحظات المشغل والمنظمة
قرية، مدينة، محافظة، قضاء، ناحية، بلدية، شارع، بحيرة، جبل، وادي، مضيق، تل، نبع، بئر، طاحونة، مزرعة، مصنع، سد، مرعى، ساحل
العليا، السفلى، الجديدة، القديمة، الكبيرة، الصغيرة، الوسطى، البيضاء، السوداء، الحمراء، الخضراء، الشرقية، الغربية، الشمالية
عين الماء، تل الزيتون، وادي النخيل، بيت الكرم، رأس الجبل، برج الحمام، دير القمر، كفر التين، خربة الرمان، باب الريح، جسر الحجر
أبو صالح، أم الربيع، بني هاشم، آل ياسين، الشيخ سعيد، السيدة، المعلم، الحداد، النجار، الصياد، الفلاح، ظهر الشوك، غزالة، ضيعة، ثغر، ذهب
)";

constexpr std::string_view english = R"(
The village lies on the left bank of the river, twenty kilometres north of the district centre. Residents found the minefield while
working in the field; they say that a tractor exploded here. The team made a non-technical survey, asked the headman, a shepherd
and the teacher. The boundary is marked with stakes and signs. Turning points were measured with a receiver, accuracy about five
metres. Comments, remarks, hazard, confirmed, suspected, cleared, anti-personnel mine, unexploded ordnance, accident, injured, killed.
Upper, Lower, New, Old, Great, Little, North, South, East, West, Hill, Bridge, Ford, Brook, Wood, Field, Church, Mill, Green, Stone
name, date, type, status, area, latitude, longitude, organisation, municipality, settlement, description, reference, number, code
)";

constexpr std::string_view french = R"(
Le village se trouve sur la rive gauche de la rivière, à vingt kilomètres au nord du chef-lieu. Les habitants ont découvert le champ de
mines pendant les travaux agricoles ; ils disent qu'un tracteur a sauté là. L'équipe de déminage a mené une enquête non technique,
interrogé le chef, un berger et l'institutrice de l'école. La limite est repérée par des piquets et des panneaux. Les coordonnées ont
été relevées au récepteur, précision à peu près cinq mètres. Trouvés : mines antipersonnel, obus non explosés, détonateurs, caisses.
Le danger demeure le long de la route, près du pont, à côté du cimetière, à la lisière de la forêt, où les bêtes passent l'été. Blessés
et tués, événement, année, numéro, dépollué, achevé, dépôt, côte, île, forêt, bâtiment, hôpital, français, façade, reçu, leçon, naïf, Noël
Préfecture, département, région, commune, arrondissement, évêché, vallée, rivière, étang, hêtraie, chênaie, bruyère, fougère, métairie
Saint-Étienne, Bellevue-la-Forêt, Châtelet, Crécy, Évry, Méry, Néris, Pré-Vert, Grâce, Fontenay-aux-Chênes, Hérisson, Thérèse, Prévôt
)";

constexpr std::string_view spanish = R"(
La vereda está en la orilla izquierda del río, a veinte kilómetros al norte de la cabecera municipal. Los vecinos encontraron el campo
minado durante las labores del campo; dicen que aquí explotó un tractor. El equipo de desminado hizo un estudio no técnico y preguntó
al líder, a un pastor y a la maestra. El límite está señalado con estacas y señales. Las coordenadas se tomaron con receptor, precisión
de unos cinco metros. Se hallaron minas antipersona, munición sin explotar, artefactos improvisados, cajones. El peligro sigue a lo
largo del camino, junto al puente, detrás del cementerio, en el cañón y la montaña. Heridos, muertos, año, día, información, ubicación,
descripción, situación, organización, número, código, público, así, también, según, más, niño, niña, señor, dueño, pequeño, montaña
Peñón, Cañada, Piñal, Ñame, Río Frío, Jardín, Belén, Simón, Bolívar, Córdoba, Mérida, Nariño, Quindío, Boquerón, Rincón, Guayabá, Tolú
San José, Santa María, Concepción, Asunción, Pantano, Ciénaga, Páramo, Árbol, Ánimas, Éxito, Ópalo, Último, Güéjar, Agüero, Pingüino
)";

constexpr std::string_view portuguese = R"(
A aldeia fica na margem esquerda do rio, a vinte quilómetros a norte da sede do município. Os habitantes descobriram o campo minado
durante os trabalhos agrícolas; dizem que ali explodiu um tractor. A equipa de desminagem fez um levantamento não técnico, ouviu o
soba, um pastor e a professora da escola. O limite está marcado com estacas e sinais. As coordenadas foram tiradas com receptor, precisão
de uns cinco metros. Foram encontradas minas antipessoal, munições não explodidas, detonadores, caixões. O perigo continua ao longo da
estrada, junto à ponte, atrás do cemitério, na beira da mata. Feridos, mortos, ano, mês, informação, situação, descrição, organização,
região, província, povoação, estação, ligação, coração, João, Conceição, São Brás, Três Irmãos, Fundão, Sertã, Lousã, Guimarães, Açores
Praça, Graça, Mação, Assunção, Mourão, Leão, Pão, Mãe, Avô, Avó, Pôr, Está, Já, Cipó, Maranhão, Capão, Ribeirão, Água, Vitória, Câmara
)";

constexpr std::string_view german = R"(
Das Dorf liegt am linken Ufer des Flusses, zwanzig Kilometer nördlich der Kreisstadt. Bewohner fanden das Minenfeld bei der Feldarbeit;
sie sagen, dass hier ein Traktor explodierte. Die Gruppe führte eine nichttechnische Erkundung durch und befragte den Schäfer und die
Lehrerin. Die Grenze ist mit Pfählen und Schildern bezeichnet. Höhe, Länge, Größe, Straße, Brücke, Mühle, Kirche, Gebäude, geräumt, über
Müller, Köln, Grün, Höfe, Bäche, Häuser, Wälder, Süd, Öde, Übersee, Ährenfeld, Weißenfels, Schönau, Böhmen, Lüneburg, Münster, Fürth
)";

constexpr std::string_view croatian = R"(
Naselje se nalazi na lijevoj obali rijeke, dvadeset kilometara sjeverno od općinskog središta. Minsko polje otkrili su mještani tijekom
poljskih radova; kažu da je tu stradao traktor. Tim za deminiranje izvršio je netehničko izviđanje, razgovarao s čobanom, učiteljicom i
starješinom sela. Granica sumnjive površine obilježena je kočićima i znakovima. Koordinate prijelomnih točaka određene su prijemnikom,
točnost oko pet metara. Nađene su protupješačke i protutenkovske mine, upaljači, neeksplodirane granate, sanduci streljiva. Opasnost
ostaje duž ceste, kod mosta, pored groblja, na rubu šume, u voćnjaku i na njivi. Povrijeđeni: dvoje ranjenih, jedan poginuo. Datum
događaja naveden je približno. Čišćenje je završeno, površina predata općini. Opština, područje, međa, žrtve, izvješće, više, još, već
Gornji, Donja, Stari, Novo, Mala, Veliki, Srednje, Bijela, Crni, Crvena, Zeleno, Suha, Duboki, Široka, Viša, Niža, Božja, Međa, Žuti
Petrovići, Marković, Nikolići, Jovanović, Kovačevo, Lončari, Ribarić, Pčelinje, Brezik, Jelik, Hrašće, Jablanica, Višnjica, Orašje, Šljivik
Čapljina, Šibovi, Žabljak, Đurđevik, Ćukovac, Vučjak, Mećava, Kruščica, Brđani, Rađevo, Dračevo, Pašina, Hodžići, Džepovi, Bašići, Mušići
)";

constexpr std::string_view azerbaijani = R"(
Kənd çayın sol sahilində, rayon mərkəzindən iyirmi kilometr şimalda yerləşir. Mina sahəsini sakinlər tarla işləri zamanı aşkar ediblər;
onların sözünə görə burada traktor partlayıb. Minatəmizləmə qrupu qeyri-texniki tədqiqat aparıb, kəndxudadan, çobandan və müəllimədən
soruşub. Sahənin sərhədi dirəklər və nişanlarla qeyd olunub. Dönüş nöqtələrinin koordinatları qəbuledici ilə müəyyən edilib, dəqiqliyi
təxminən beş metrdir. Piyada və tank əleyhinə minalar, partladıcılar, partlamamış mərmilər, qumbaralar tapılıb. Təhlükə yol boyunca,
körpünün yanında, qəbiristanlıqda, meşənin kənarında, bağda və zəmidə qalır. Zərərçəkənlər: iki yaralı, bir ölü. Hadisənin tarixi
Aşağı, Yuxarı, Orta, Yeni, Köhnə, Böyük, Kiçik, Ağ, Qara, Qırmızı, Göy, Daşlı, Bulaq, Dərə, Təpə, Qışlaq, Çay, Göl, Dağ, Düzən, Şəhər
Ağdərəli, Daşbulaq, Gülüstan, Çinarlı, Söyüdlü, Almalıq, Narlıq, Üzümlü, Qoşabulaq, Şıxlar, Əmirli, Hüseynli, İsmayıllı, Ömərli, Ülkər
)";

constexpr std::string_view turkish = R"(
Köy nehrin sol kıyısında, ilçe merkezinin yirmi kilometre kuzeyinde bulunur. Mayın tarlasını köylüler tarla işleri sırasında buldu; burada
bir traktörün patladığını söylüyorlar. Ekip teknik olmayan keşif yaptı, muhtara, çobana ve öğretmene sordu. Sınır kazıklar ve işaretlerle
belirlendi. Dönüş noktalarının koordinatları alıcıyla ölçüldü, doğruluğu yaklaşık beş metre. Ölü, yaralı, geçit, köprü, çeşme, dağ, göl
Aşağı, Yukarı, Yeni, Eski, Büyük, Küçük, Karaağaç, Çamlık, Söğütlü, Güneşli, Işıklar, İncirli, Şahin, Öğütçü, Ürünlü, Değirmen, Yeşilyurt
)";

constexpr std::string_view polish_czech = R"(
Wieś leży na lewym brzegu rzeki, dwadzieścia kilometrów na północ od miasta. Mieszkańcy znaleźli pole minowe podczas prac polowych; mówią,
że wybuchł tu ciągnik. Zespół przeprowadził rozpoznanie. Żółw, łąka, gęś, źródło, ćma, świt, dąb, książka, góra, Wólka, Łęg, Świętno
Obec leží na levém břehu řeky, dvacet kilometrů severně od města. Obyvatelé našli minové pole při polních pracích; říkají, že zde vybuchl
traktor. Příliš žluťoučký kůň, stěna, louže, mlýn, důl, háj, týn, světlo, Červený, Dolní, Horní, Nová, Stará, Březí, Lhůta, Újezd, Šťáhlav
)";

constexpr std::array<LanguageSample, 14> samples{{{"ru", russian},
                                                  {"uk", ukrainian},
                                                  {"sr", serbian_cyrillic},
                                                  {"hy", armenian},
                                                  {"ar", arabic},
                                                  {"en", english},
                                                  {"fr", french},
                                                  {"es", spanish},
                                                  {"pt", portuguese},
                                                  {"de", german},
                                                  {"hr", croatian},
                                                  {"az", azerbaijani},
                                                  {"tr", turkish},
                                                  {"pl", polish_czech}}};

}  // namespace

std::span<const LanguageSample> language_samples() { return samples; }

}  // namespace cairn::formats
